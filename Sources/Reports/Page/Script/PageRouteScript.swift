/// The script's last part: addresses (`#/workload/KEY`, `#/application/KEY`, and the places of the page), what is folded, and
/// the beginning.
enum PageRouteScript {
  static let text = #"""
    const placeOf = new Map(keys.map((key, item) => [key, item]));
    const placeOfApp = byWorkload ? new Map(apps.keys.map((key, app) => [key, app])) : placeOf;
    const panelOf = (kind, key) => {
      if (kind === 'workload' && byWorkload && placeOf.has(key)) return workloadPanel(placeOf.get(key));
      if (kind !== 'application' || !placeOfApp.has(key)) return null;
      return byWorkload ? applicationPanel(placeOfApp.get(key)) : summedPanel(placeOfApp.get(key));
    };
    const decoded = text => {
      try { return decodeURIComponent(text); } catch { return text; }
    };

    const follow = () => {
      const [, kind, ...rest] = location.hash.split('/');
      if (location.hash.startsWith('#/')) {
        const panel = panelOf(kind, decoded(rest.join('/')));
        byId('followed').hidden = false;
        const close = make('button', { type: 'button' }, 'Close');
        close.addEventListener('click', () => {
          location.hash = '#find';
          byId('query').focus();
        });
        byId('followed').replaceChildren(...(panel || [make('h3', { id: 'followed-title', tabindex: '-1' },
          'Nothing of that name is in this plan')]).filter(Boolean), make('p', {}, close));
        byId('followed').scrollIntoView();
        byId('followed-title').focus({ preventScroll: true });
        reach(byId('followed'));
        return;
      }
      byId('followed').hidden = true;
      const target = location.hash.length > 1 && byId(decoded(location.hash.slice(1)));
      if (!target) return;
      let isShut = false;
      for (let element = target; element; element = element.parentElement) {
        if (element.tagName === 'DETAILS' && !element.open) {
          element.open = true;
          isShut = true;
        }
      }
      if (isShut) target.scrollIntoView();
    };

    // What scrolls sideways can be reached and scrolled by keys.
    const reach = root => {
      const wide = [...root.querySelectorAll('.scroll')].filter(box => box.scrollWidth > box.clientWidth + 1);
      for (const box of wide) {
        const named = box.querySelector('svg title, table[aria-label]');
        box.tabIndex = 0;
        box.setAttribute('role', 'region');
        box.setAttribute('aria-label', named ? named.getAttribute('aria-label') || named.textContent : 'Table');
      }
    };
    document.addEventListener('toggle', event => { if (event.target.open) reach(event.target); }, true);

    const unfold = byId('unfold');
    unfold.addEventListener('click', () => {
      const isOpening = unfold.textContent === 'Unfold all';
      for (const fold of document.querySelectorAll('main details')) fold.open = isOpening;
      unfold.textContent = isOpening ? 'Fold all' : 'Unfold all';
    });

    // From a wave in the book to its workloads in the list.
    for (const option of byId('filter-wave').options) {
      const fold = byId('wave-' + option.value);
      if (!fold) continue;
      const button = make('button', { type: 'button' }, byWorkload ? 'Find its workloads' : 'Find its applications');
      button.addEventListener('click', () => {
        byId('filters').reset();
        byId('filter-wave').value = option.value;
        setTimeout(() => {
          location.hash = '#find';
          byId('filter-wave').focus();
          find();
        });
      });
      fold.firstElementChild.after(make('p', {}, button));
    }

    for (const element of document.querySelectorAll('.scripted')) element.hidden = false;
    find();
    reach(document);
    window.addEventListener('hashchange', follow);
    follow();

    """#
}
