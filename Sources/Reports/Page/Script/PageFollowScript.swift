/// The script's third part: one workload or application followed through waves, dependencies, splits, initiatives and risks.
enum PageFollowScript {
  static let text = #"""
    const address = (kind, key) => '#/' + kind + '/' + encodeURIComponent(key);
    const itemLink = item => make(
      'a', { class: byWorkload ? 'day' : '', href: address(byWorkload ? 'workload' : 'application', keys[item]) }, make('code', {}, keys[item]),
      byWorkload || !names[item] ? '' : ' ' + names[item]);
    const appLink = app => app < 0 ? '' : make('a', { href: address('application', apps.keys[app]) }, appLabel(app));

    // A table that shows its first rows, and more when asked.
    const step = 50;
    const tableOf = (name, titles, rows) => {
      const body = make('tbody');
      const table = make('table', { 'aria-label': name }, make('thead', {}, make('tr', {}, ...titles.map(
        ([words, isNumber]) => make('th', isNumber ? { scope: 'col', class: 'n' } : { scope: 'col' }, words)))), body);
      let shown = 0;
      const more = make('button', { type: 'button' });
      const grow = () => {
        body.append(...rows.slice(shown, shown + step).map(cells => make('tr', {}, ...cells().map(
          (cell, column) => make('td', titles[column][1] ? { class: 'n' } : {}, cell)))));
        shown = Math.min(rows.length, shown + step);
        more.hidden = shown === rows.length;
        more.textContent = 'Show more of the ' + number(rows.length);
      };
      more.addEventListener('click', grow);
      grow();
      return [make('div', { class: 'scroll' }, table), more];
    };
    const part = (title, ...children) => children.length ? [make('h4', {}, title), ...children.flat()] : [];
    const facts = pairs => make('dl', { class: 'facts' }, ...pairs.filter(([, words]) => words)
      .flatMap(([name, words]) => [make('dt', {}, name), make('dd', {}, words)]));

    // Where the other end is, as seen from a wave.
    const beside = (own, other) => {
      if (own < 0 && other < 0) return 'both stay';
      if (other < 0) return 'stays';
      if (own === other) return 'leaves in the same wave, ' + cutover(other);
      return (own < 0 || other > own ? 'leaves ' + (own < 0 ? '' : 'later, ') : 'leaves earlier, ') + when(other);
    };
    const parted = link => {
      const place = splitOf.get(link);
      if (place === undefined) return '';
      const { from, until, annual } = data.splits;
      return 'parted ' + (from[place] ? 'from ' + cutover(from[place]) : '') + ' to '
        + (until[place] ? cutover(until[place]) : 'the horizon') + ', ' + money(annual[place]) + ' a year';
    };
    const waveLink = wave => byId('wave-' + wave)
      ? make('a', { href: '#wave-' + wave }, 'wave ' + wave) : 'wave ' + wave;

    const linkTable = (title, item, list, other) => part(
      title + ' (' + number(list.length) + ')',
      ...(list.length ? tableOf(title, [['workload'], ['application'], ['how'], ['when'], ['parted']], list.map(
        link => () => {
          const end = other(link);
          return [
            itemLink(end), appLink(parts.application[end] - 1), links.relations[links.relation[link]],
            dated(beside(parts.wave[item], parts.wave[end])), dated(parted(link)),
          ];
        })) : [make('p', {}, 'None.')]));

    const riskParts = chosen => {
      const touched = data.risks.filter(risk => chosen.some(item => isIn(risk.items, item)));
      touched.sort((left, right) => left.workloads - right.workloads);
      return part('Risks (' + number(touched.length) + ')', ...(touched.length ? [make('ul', {}, ...touched.map(
        risk => make('li', {}, make('strong', {}, risk.exposure), ', ' + risk.name + ', with '
          + some(risk.workloads, 'workload') + '. ' + risk.text + ' Owner ' + risk.owner + ', ',
          make('code', {}, risk.id), '.')))] : [make('p', {}, 'No entry of the register names it.')]));
    };
    const initiativeParts = chosen => {
      const touched = data.initiatives.filter(entry => chosen.some(item => isIn(entry.items, item)));
      return touched.length ? part('Initiatives that wait for it', make('ul', {}, ...touched.map(
        entry => make('li', {}, entry.name + ': ' + (entry.ready ? 'ready on ' + entry.ready : 'never ready')
          + (entry.due ? ', due ' + entry.due : ''))))) : [];
    };
    const groupParts = chosen => {
      const touched = data.splits.groups.filter(group => chosen.some(item => isIn(group[5], item)));
      return touched.length ? part('Groups that the plan parts for a time', make('ul', {}, ...touched.map(
        ([name, from, until, annual]) => make('li', {}, name + ', ' + (from ? 'from ' + cutover(from) : '') + ' to '
          + (until ? cutover(until) : 'the horizon') + ', ' + money(annual) + ' a year')))) : [];
    };

    const workloadPanel = item => {
      const wave = parts.wave[item];
      const app = parts.application[item] - 1;
      return [
        make('h3', { id: 'followed-title', tabindex: '-1' }, 'Workload ', make('code', {}, keys[item])),
        facts([
          ['name', names[item]], ['application', app < 0 ? '' : appLink(app)],
          ['leaves', wave > 0 ? make('span', {}, waveLink(wave), dated(', cutover ' + cutover(wave))) : stay(wave)],
          ['how, to', [value('disposition', item), value('region', item)].filter(Boolean).join(', ')],
          ['from', [value('machine', item), value('site', item)].filter(Boolean).join(', ')],
          ['team', value('team', item) + (parts.hours[item] === null ? '' : ', ' + number(parts.hours[item]) + ' hours')],
          ['data', parts.gigabytes[item] === null ? '' : number(parts.gigabytes[item]) + ' GB'],
          ['environment', value('environment', item)], ['business unit', value('unit', item)],
          ['owner', value('owner', item)],
        ]),
        ...linkTable('It needs', item, needs(item), link => links.target[link]),
        ...linkTable('Needed by', item, neededBy(item), link => linkSource[link]),
        ...groupParts([item]), ...initiativeParts([item]), ...riskParts([item]),
      ];
    };

    // Waves of an application, with its workloads in each.
    const waveTable = all => {
      const byWave = new Map();
      for (const part of all) {
        const own = parts.wave[part];
        if (!byWave.has(own)) byWave.set(own, []);
        byWave.get(own).push(part);
      }
      const order = [...byWave.keys()].sort((a, b) => (a < 0) - (b < 0) || a - b);
      const rows = order.map(wave => () => {
        const inside = byWave.get(wave);
        const size = inside.reduce((sum, part) => sum + sizeOf(part), 0);
        const words = byWorkload
          ? make('span', {}, ...inside.slice(0, 12).flatMap((part, place) => [place ? ', ' : '', itemLink(part)]),
            inside.length > 12 ? ' and ' + number(inside.length - 12) + ' more' : '')
          : [...new Set(inside.map(part => value('site', part)).filter(Boolean))].slice(0, 6).join(', ');
        return [wave > 0 ? waveLink(wave) : stay(wave), wave > 0 ? cutover(wave) : '', number(size), words];
      });
      return tableOf('Waves', [['wave'], ['cutover'], ['workloads', true], [byWorkload ? 'which' : 'from']], rows);
    };

    const placeWords = ends => [[ends.same, 'in the same wave'], [ends.before, 'before'], [ends.later, 'after it'],
      [ends.staying, 'where one end stays']].filter(([amount]) => amount)
      .map(([amount, words]) => number(amount) + ' ' + words).join(', ');
    const endTable = (title, ends) => part(
      title + ' (' + number(ends.length) + ')',
      ...(ends.length ? tableOf(title, [['application'], ['dependencies', true], ['the needed end leaves']], ends
        .sort((left, right) => right.count - left.count)
        .map(end => () => [end.link(), number(end.count), placeWords(end)])) : [make('p', {}, 'None.')]));

    // Dependencies of an application's workloads, by the application at the other end.
    const endsOf = (app, inside, list, other, target) => {
      const own = new Set(inside);
      const ends = new Map();
      for (const item of inside) {
        for (const link of list(item)) {
          const far = other(link);
          if (own.has(far)) continue;
          const key = parts.application[far] - 1;
          if (!ends.has(key)) {
            ends.set(key, {
              link: () => key < 0 ? '(no application)' : appLink(key), count: 0, same: 0, before: 0, later: 0, staying: 0,
            });
          }
          const entry = ends.get(key);
          const [source, needed] = [parts.wave[linkSource[link]], parts.wave[links.target[link]]];
          entry.count++;
          entry[source < 0 && needed < 0 || source === needed ? 'same' : source < 0 || needed < 0 ? 'staying'
            : needed < source ? 'before' : 'later']++;
        }
      }
      return [...ends.values()];
    };

    const splitParts = (inside, list) => {
      const open = inside.flatMap(list).filter(link => splitOf.has(link));
      open.sort((left, right) => data.splits.cost[splitOf.get(right)] - data.splits.cost[splitOf.get(left)]);
      return open.length ? part(
        'Dependencies that the plan parts (' + number(open.length) + ')',
        ...tableOf('Parted', [['needs'], ['is needed'], ['how long']], open.map(
          link => () => [itemLink(linkSource[link]), itemLink(links.target[link]), dated(parted(link))]))) : [];
    };

    const applicationPanel = app => {
      const inside = [];
      parts.application.forEach((own, item) => { if (own === app + 1) inside.push(item); });
      return [
        make('h3', { id: 'followed-title', tabindex: '-1' }, 'Application ', appLabel(app)),
        facts([
          ['owner', (values.owner || [''])[apps.owner[app]]], ['business unit', (values.unit || [''])[apps.unit[app]]],
          ['workloads', number(inside.length)],
        ]),
        ...part('Its waves', ...waveTable(inside)),
        ...endTable('It needs', endsOf(app, inside, needs, link => links.target[link])),
        ...endTable('Needed by', endsOf(app, inside, neededBy, link => linkSource[link])),
        ...splitParts(inside, item => [...new Set([...needs(item), ...neededBy(item)])]),
        ...groupParts(inside), ...initiativeParts(inside), ...riskParts(inside),
      ];
    };

    // The same where items are applications and their dependencies are summed already.
    const summedPanel = item => {
      const all = partsOf(item);
      const ends = (list, other) => list.map(link => ({
        link: () => itemLink(other(link)), count: links.count[link], same: links.same[link], before: links.before[link],
        later: links.later[link], staying: links.staying[link],
      }));
      const sum = data.splits.sums.find(([own]) => own === item);
      return [
        make('h3', { id: 'followed-title', tabindex: '-1' }, 'Application ', label(item)),
        facts([
          ['owner', (values.owner || [''])[apps.owner[item]]], ['business unit', (values.unit || [''])[apps.unit[item]]],
          ['workloads', number(all.reduce((sum, part) => sum + parts.count[part], 0))],
          ['parted', sum ? some(sum[1], 'dependency or group', 'dependencies and groups') + ' for a time, '
            + money(sum[2]) + ' a year' : ''],
        ]),
        ...part('Its waves', ...waveTable(all)),
        ...endTable('It needs', ends(needs(item), link => links.target[link])),
        ...endTable('Needed by', ends(neededBy(item), link => linkSource[link])),
        links.omitted ? make('p', { class: 'quiet' }, 'The page holds the heaviest ties between applications; '
          + some(links.omitted, 'dependency', 'dependencies') + ' of the whole estate are not in it.') : '',
        ...initiativeParts([item]), ...riskParts([item]),
      ];
    };

    """#
}
