/// The script's first part: the data as it is looked up, and the few shapes that everything shown is made of.
enum PageDataScript {
  static let text = #"""
    const byId = id => document.getElementById(id);
    const data = JSON.parse(byId('data').textContent);
    const { byWorkload, keys, names, parts, links, values, waves } = data;
    const count = keys.length;
    const apps = data.applications;

    // An element with attributes and children; words become text nodes, never markup.
    const make = (name, attributes, ...children) => {
      const element = document.createElement(name);
      for (const [key, value] of Object.entries(attributes || {})) element.setAttribute(key, value);
      element.append(...children.filter(child => child !== null && child !== ''));
      return element;
    };
    const drawn = (name, attributes) => {
      const element = document.createElementNS('http://www.w3.org/2000/svg', name);
      for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
      return element;
    };
    const number = value => value.toLocaleString('en-US', { maximumFractionDigits: 1 });
    const money = value => data.currency + ' ' + value.toLocaleString('en-US', { maximumFractionDigits: 0 });
    const some = (amount, noun, nouns) => number(amount) + ' ' + (amount === 1 ? noun : nouns || noun + 's');

    // Columns of the parts: what a number stands for.
    const partCount = parts.wave.length;
    const itemOf = byWorkload ? part => part : part => parts.item[part];
    const sizeOf = byWorkload ? () => 1 : part => parts.count[part];
    const value = (column, part) => (values[column] || [''])[parts[column] ? parts[column][part] : 0] || '';

    // Parts of each item: part i is workload i; of applications a range, as they are sorted.
    const partStart = new Int32Array(count + 1);
    for (let part = 0; part < partCount; part++) partStart[itemOf(part) + 1]++;
    for (let item = 0; item < count; item++) partStart[item + 1] += partStart[item];
    const partsOf = item => {
      const list = [];
      for (let part = partStart[item]; part < partStart[item + 1]; part++) list.push(part);
      return list;
    };

    // Words with their dates kept in one line.
    const dated = words => make('span', {}, ...words.split(/(\d{4}-\d\d-\d\d)/).map(
      (piece, place) => place % 2 ? make('span', { class: 'day' }, piece) : piece));
    const label = item => keys[item] + (names[item] ? ' (' + names[item] + ')' : '');
    const appLabel = app => apps.names[app] ? apps.names[app] + ' (' + apps.keys[app] + ')' : apps.keys[app];
    const cutover = wave => waves[wave - 1][1];
    const stay = wave => 'stays: ' + data.stays[-1 - wave];
    const when = wave => wave > 0 ? 'wave ' + wave + ', ' + cutover(wave) : 'stays';

    // Who needs an item: the links turned round.
    const neededStart = new Int32Array(count + 1);
    for (const target of links.target) neededStart[target + 1]++;
    for (let item = 0; item < count; item++) neededStart[item + 1] += neededStart[item];
    const neededLink = new Int32Array(links.target.length);
    const linkSource = new Int32Array(links.target.length);
    {
      const next = neededStart.slice(0, count);
      for (let item = 0; item < count; item++) {
        for (let link = links.start[item]; link < links.start[item + 1]; link++) {
          linkSource[link] = item;
          neededLink[next[links.target[link]]++] = link;
        }
      }
    }
    const needs = item => {
      const list = [];
      for (let link = links.start[item]; link < links.start[item + 1]; link++) list.push(link);
      return list;
    };
    const neededBy = item => Array.from(neededLink.subarray(neededStart[item], neededStart[item + 1]));
    const splitOf = new Map(data.splits.link.map((link, place) => [link, place]));

    // Whether an item is in a list of runs: skip, take, skip, take.
    const isIn = (runs, item) => {
      let place = 0;
      for (let index = 0; index < runs.length; index += 2) {
        place += runs[index];
        if (item < place) return false;
        place += runs[index + 1];
        if (item < place) return true;
      }
      return false;
    };
    const members = runs => {
      let sum = 0;
      for (let index = 1; index < runs.length; index += 2) sum += runs[index];
      return sum;
    };

    """#
}
