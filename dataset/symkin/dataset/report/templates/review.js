'use strict';
// Decisions live on the buttons' data, are kept in this browser against a closed tab, and are saved as JSON lines.
(() => {
  const main = document.querySelector('main');
  const samples = [...document.querySelectorAll('.sample')];
  const store = `symkin review ${main.dataset.title} ${samples.map((sample) => sample.dataset.id + sample.dataset.side).join()}`;
  const decisions = restored();

  function restored() {
    try {
      return new Map(JSON.parse(localStorage.getItem(store) || '[]'));
    } catch {
      return new Map();
    }
  }

  function remember() {
    try {
      localStorage.setItem(store, JSON.stringify([...decisions]));
    } catch { /* A browser that keeps nothing still saves. */ }
  }

  function key(sample) {
    return `${sample.dataset.id} ${sample.dataset.side}`;
  }

  function decide(sample, verdict, reason = '') {
    decisions.set(key(sample), { id: sample.dataset.id, side: sample.dataset.side, verdict, reason });
    remember();
    show(sample);
  }

  function show(sample) {
    const { verdict, reason } = decisions.get(key(sample)) || {};
    for (const button of sample.querySelectorAll('[data-verdict]')) {
      button.setAttribute('aria-pressed', String(button.dataset.verdict === verdict));
    }
    const input = sample.querySelector('input');
    input.hidden = verdict !== 'reject';
    if (reason !== undefined && input.value !== reason) input.value = reason;
    sample.dataset.verdict = verdict || '';
    const unexplained = [...decisions.values()].filter((one) => one.verdict === 'reject' && !one.reason.trim()).length;
    document.getElementById('progress').value = decisions.size;
    document.getElementById('done').textContent =
      `${decisions.size} of ${samples.length} decided` + (unexplained ? `, ${unexplained} rejected without a reason` : '');
    document.getElementById('save').disabled = decisions.size === 0 || unexplained > 0;
  }

  function go(sample, step) {
    const next = samples[samples.indexOf(sample) + step];
    if (!next) return;
    next.focus({ preventScroll: true });
    next.scrollIntoView({ block: 'start' });
  }

  function press(sample, verdict) {
    decide(sample, verdict, verdict === 'reject' ? sample.querySelector('input').value : '');
    if (verdict === 'reject') sample.querySelector('input').focus();
    else go(sample, 1);
  }

  function save() {
    const lines = [...decisions.values()].map((one) => JSON.stringify(one) + '\n').join('');
    const link = document.createElement('a');
    link.href = URL.createObjectURL(new Blob([lines], { type: 'application/x-ndjson' }));
    link.download = main.dataset.file;
    link.click();
    URL.revokeObjectURL(link.href);
  }

  for (const sample of samples) {
    for (const button of sample.querySelectorAll('[data-verdict]')) {
      button.addEventListener('click', () => press(sample, button.dataset.verdict));
    }
    const input = sample.querySelector('input');
    input.addEventListener('input', () => decide(sample, 'reject', input.value));
    sample.querySelector('form').addEventListener('submit', (event) => {
      event.preventDefault();
      if (input.value.trim()) go(sample, 1);
    });
    show(sample);
  }
  document.getElementById('save').addEventListener('click', save);
  document.addEventListener('keydown', (event) => {
    if (event.target.tagName === 'INPUT' || event.ctrlKey || event.metaKey || event.altKey) return;
    const sample = event.target.closest('.sample') || samples[0];
    const verdict = { a: 'accept', r: 'reject', s: 'skip' }[event.key];
    const step = { j: 1, k: -1 }[event.key];
    if (!sample || !(verdict || step)) return;
    event.preventDefault();
    if (verdict) press(sample, verdict);
    else go(sample, step);
  });
})();
