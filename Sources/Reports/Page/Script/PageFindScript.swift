/// The script's second part: search and filters. Every change looks at each item once and builds one page of rows.
enum PageFindScript {
  static let text = #"""
    // Everything that can be searched, once, in small letters.
    const searched = keys.map((key, item) => {
      const app = byWorkload ? parts.application[item] - 1 : item;
      const texts = [key, names[item]];
      if (app >= 0) texts.push((values.owner || [''])[apps.owner[app]]);
      if (byWorkload) {
        if (app >= 0) texts.push(apps.keys[app], apps.names[app]);
        texts.push(value('owner', item));
      }
      return texts.join(' ').toLowerCase();
    });

    const filters = ['site', 'team', 'disposition', 'environment', 'unit'];
    const pageSize = 20;
    let found = [];
    let matched = new Int32Array(count);
    let page = 0;
    let sorting = { column: 'key', rising: true };

    const collator = new Intl.Collator('en', { numeric: true });
    const fill = (select, options) => {
      for (const [value, words] of options) select.append(make('option', { value }, words));
    };
    for (const column of filters) {
      const options = (values[column] || ['']).map((words, index) => [String(index), words || '(not known)']);
      const used = new Set(parts[column] || []);
      const shown = options.filter(([index]) => used.has(Number(index)));
      shown.sort((left, right) => left[0] === '0' ? 1 : right[0] === '0' ? -1 : collator.compare(left[1], right[1]));
      fill(byId('filter-' + column), shown);
      byId('filter-' + column).parentElement.hidden = shown.length < 2;
    }
    {
      const used = new Set(parts.wave);
      const options = [];
      waves.forEach((wave, index) => {
        if (used.has(index + 1)) options.push([String(index + 1), 'wave ' + (index + 1) + ', ' + wave[1]]);
      });
      if (parts.wave.some(wave => wave < 0)) options.push(['stays', 'stays']);
      fill(byId('filter-wave'), options);
    }
    if (byWorkload) {
      byId('filter-application').addEventListener('focus', () => {
        if (byId('applications').children.length || apps.keys.length > 3000) return;
        byId('applications').append(...apps.keys.map((key, app) => make('option', { value: key }, appLabel(app))));
      });
    }

    // Which applications the words in the field mean: the one of that key, or all that contain them.
    const wantedApplications = () => {
      const words = byWorkload ? byId('filter-application').value.trim().toLowerCase() : '';
      if (!words) return null;
      const exact = apps.keys.findIndex(key => key.toLowerCase() === words);
      if (exact >= 0) return new Set([exact + 1]);
      return new Set(apps.keys.map((key, app) => appLabel(app).toLowerCase().includes(words) ? app + 1 : -1));
    };

    const find = () => {
      const began = performance.now();
      const words = byId('query').value.toLowerCase().split(/\s+/).filter(Boolean);
      const wave = byId('filter-wave').value;
      const wanted = filters.map(column => [parts[column], byId('filter-' + column).value])
        .filter(([column, choice]) => choice !== '' && column).map(([column, choice]) => [column, Number(choice)]);
      const applications = wantedApplications();
      matched = new Int32Array(count);
      const inWave = new Int32Array(waves.length + 1);
      found = [];
      let examined = 0;
      let total = 0;
      let sum = 0;
      let leaving = 0;
      for (let item = 0; item < count; item++) {
        examined++;
        let fits = true;
        for (const word of words) if (!searched[item].includes(word)) { fits = false; break; }
        for (let part = partStart[item]; part < partStart[item + 1]; part++) {
          total += sizeOf(part);
          if (!fits) continue;
          const own = parts.wave[part];
          if (wave && (wave === 'stays' ? own > 0 : own !== Number(wave))) continue;
          if (applications && !applications.has(parts.application[part])) continue;
          if (!wanted.every(([column, choice]) => column[part] === choice)) continue;
          const size = sizeOf(part);
          matched[item] += size;
          sum += size;
          if (own > 0) { leaving += size; inWave[own] += size; }
        }
        if (matched[item]) found.push(item);
      }
      page = 0;
      sort();
      const apart = inWave.reduce((waves, size) => waves + (size > 0 ? 1 : 0), 0);
      byId('found').textContent = some(sum, 'workload') + ' of ' + number(total)
        + (byWorkload ? '' : ', in ' + some(found.length, 'application')) + ': '
        + (leaving ? number(leaving) + (leaving === 1 ? ' leaves in ' : ' leave in ') + some(apart, 'wave') : 'none leaves')
        + (sum > leaving ? ', ' + number(sum - leaving) + (sum - leaving === 1 ? ' stays' : ' stay') : '') + '.';
      strip(inWave);
      show();
      Object.assign(byId('results').dataset, {
        examined, workloads: sum, leaving, items: found.length, milliseconds: (performance.now() - began).toFixed(2),
      });
    };

    // How many of what was found leave in each wave, as bars; the line above says it in words.
    const strip = inWave => {
      const most = Math.max(1, ...inWave);
      const picture = drawn('svg', {
        class: 'drawdown', viewBox: '0 0 ' + (waves.length * 10) + ' 40', preserveAspectRatio: 'none',
      });
      for (let wave = 1; wave <= waves.length; wave++) {
        const height = inWave[wave] ? Math.max(1.5, 38 * inWave[wave] / most) : 0;
        picture.append(drawn('rect', { class: 'bar', x: wave * 10 - 9, y: 39 - height, width: 8, height }));
      }
      picture.append(drawn('path', { class: 'axis', d: 'M0 39.5H' + waves.length * 10 }));
      byId('strip').replaceChildren(picture);
    };

    const first = item => {
      let wave = Infinity;
      for (let part = partStart[item]; part < partStart[item + 1]; part++) {
        if (parts.wave[part] > 0) wave = Math.min(wave, parts.wave[part]);
      }
      return wave;
    };
    const total = (column, item) => partsOf(item).reduce((sum, part) => sum + (parts[column][part] || 0), 0);
    const orders = {
      key: null,
      application: item => parts.application[item],
      workloads: item => matched[item],
      wave: first,
      hours: item => total('hours', item),
      gigabytes: item => total('gigabytes', item),
    };
    const sort = () => {
      const by = orders[sorting.column];
      const turn = sorting.rising ? 1 : -1;
      if (by) {
        const rank = new Map(found.map(item => [item, by(item)]));
        found.sort((left, right) => {
          const [a, b] = [rank.get(left), rank.get(right)];
          return a === b ? left - right : turn * (a < b ? -1 : 1);
        });
      } else {
        found.sort((left, right) => turn * (left - right));
      }
    };

    const span = item => {
      const own = [...new Set(partsOf(item).map(part => parts.wave[part]))].sort((a, b) => a - b);
      const leaving = own.filter(wave => wave > 0);
      if (!leaving.length) return 'stays';
      const last = leaving[leaving.length - 1];
      const text = leaving.length === 1 ? when(last) : 'waves ' + leaving[0] + ' to ' + last + ', ' + cutover(last);
      return text + (own.length > leaving.length ? '; part stays' : '');
    };
    const distinct = (column, item) => {
      const all = [...new Set(partsOf(item).map(part => value(column, part)))].filter(Boolean);
      return all.slice(0, 2).join(', ') + (all.length > 2 ? ' and ' + (all.length - 2) + ' more' : '');
    };
    const columns = byWorkload ? [
      ['workload', 'key', item => itemLink(item)],
      ['application', 'application', item => appLink(parts.application[item] - 1)],
      ['leaves', 'wave', item => dated(when(parts.wave[item]))],
      ['how, to', '', item => [value('disposition', item), value('region', item)].filter(Boolean).join(', ')],
      ['site', '', item => value('site', item).split(' (')[0]],
      ['team', '', item => value('team', item)],
      ['hours', 'hours', item => parts.hours[item] === null ? '' : number(parts.hours[item]), true],
      ['GB', 'gigabytes', item => parts.gigabytes[item] === null ? '' : number(parts.gigabytes[item]), true],
    ] : [
      ['application', 'key', item => itemLink(item)],
      ['workloads found', 'workloads', item => number(matched[item]), true],
      ['leaves', 'wave', item => dated(span(item))],
      ['how', '', item => distinct('disposition', item)],
      ['site', '', item => distinct('site', item)],
      ['team', '', item => distinct('team', item)],
      ['hours', 'hours', item => number(total('hours', item)), true],
      ['GB', 'gigabytes', item => number(total('gigabytes', item)), true],
    ];

    const head = byId('results').tHead.rows[0];
    for (const [words, order, , isNumber] of columns) {
      const cell = make('th', isNumber ? { scope: 'col', class: 'n' } : { scope: 'col' });
      if (order) {
        const button = make('button', { type: 'button' }, words);
        button.addEventListener('click', () => {
          sorting = { column: order, rising: sorting.column === order ? !sorting.rising : true };
          page = 0;
          sort();
          show();
        });
        cell.dataset.order = order;
        cell.append(button);
      } else {
        cell.append(words);
      }
      head.append(cell);
    }

    const show = () => {
      for (const cell of head.cells) {
        if (cell.dataset.order === sorting.column) {
          cell.setAttribute('aria-sort', sorting.rising ? 'ascending' : 'descending');
        } else {
          cell.removeAttribute('aria-sort');
        }
      }
      const shown = found.slice(page * pageSize, (page + 1) * pageSize);
      byId('results').tBodies[0].replaceChildren(...shown.map(item => make('tr', {}, ...columns.map(
        ([, , cell, isNumber]) => make('td', isNumber ? { class: 'n' } : {}, cell(item))))));
      byId('results').hidden = !found.length;
      byId('pages').hidden = found.length <= pageSize;
      byId('previous').disabled = page === 0;
      byId('next').disabled = (page + 1) * pageSize >= found.length;
      byId('range').textContent = number(page * pageSize + 1) + ' to '
        + number(Math.min(found.length, (page + 1) * pageSize)) + ' of ' + number(found.length);
    };
    byId('previous').addEventListener('click', () => { page--; show(); });
    byId('next').addEventListener('click', () => { page++; show(); });
    byId('filters').addEventListener('input', find);
    byId('filters').addEventListener('submit', event => event.preventDefault());
    byId('filters').addEventListener('reset', () => setTimeout(find));

    """#
}
