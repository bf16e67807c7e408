// What htmx and plain forms cannot do: look again when something has changed, and show how far an upload is.
(() => {
  'use strict';
  document.documentElement.classList.add('with-script');

  // A page that looks again by itself says so: that keeps no session alive.
  document.addEventListener('htmx:configRequest', event => {
    if (event.target.matches && event.target.matches('[data-live]')) event.detail.headers['X-Live'] = '1';
  });

  let source = null;
  const untold = new Set();

  function live() {
    return document.querySelectorAll('[data-live]');
  }

  function look() {
    if (document.hidden || !untold.size) return;
    live().forEach(part => {
      if (part.dataset.live.split(' ').some(topic => untold.has(topic))) window.htmx.trigger(part, 'look');
    });
    untold.clear();
  }

  function listen() {
    if (source || document.hidden || document.body.dataset.inside !== 'yes' || !live().length) return;
    source = new EventSource('/console/events');
    source.addEventListener('changed', event => {
      event.data.split(' ').forEach(topic => untold.add(topic));
      look();
    });
  }

  // A browser has six connections to a server: tabs that nobody looks at give theirs back.
  document.addEventListener('visibilitychange', () => {
    if (document.hidden) {
      if (source) source.close();
      source = null;
    } else {
      live().forEach(part => part.dataset.live.split(' ').forEach(topic => untold.add(topic)));
      look();
      listen();
    }
  });
  window.addEventListener('pagehide', () => { if (source) source.close(); source = null; });
  window.addEventListener('pageshow', listen);

  document.querySelectorAll('form[data-upload]').forEach(form => {
    form.addEventListener('submit', event => {
      event.preventDefault();
      const bar = form.querySelector('.bar');
      const broken = form.querySelector('[data-broken]');
      const button = form.querySelector('button');
      const request = new XMLHttpRequest();
      const stopped = sentence => {
        bar.hidden = true;
        button.disabled = false;
        broken.textContent = sentence || broken.dataset.broken;
        broken.hidden = false;
      };
      request.upload.addEventListener('progress', step => {
        const percent = step.lengthComputable ? Math.floor(step.loaded * 100 / step.total) : 0;
        bar.querySelector('progress').value = percent;
        bar.querySelector('span').textContent = percent + ' %';
      });
      request.addEventListener('load', () => {
        if (request.status < 400) { window.location.assign('/console/releases'); return; }
        let sentence = '';
        try { sentence = JSON.parse(request.responseText).detail; } catch (notJson) { /* the usual sentence */ }
        stopped(sentence);
      });
      request.addEventListener('error', () => stopped(''));
      broken.hidden = true;
      bar.hidden = false;
      button.disabled = true;
      request.open('POST', form.action);
      request.send(new FormData(form));
    });
  });

  // Filters look at once; without this script their button does it.
  document.querySelectorAll('form[data-filter]').forEach(form => {
    form.addEventListener('change', event => {
      if (event.target.matches('select, input[type=date], input[type=checkbox]')) form.requestSubmit();
    });
  });
})();
