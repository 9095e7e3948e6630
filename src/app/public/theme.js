// Before the first paint, so that a dark screen never flashes white.
(() => {
  const chosen = localStorage.getItem('tenure-theme');
  const dark =
    chosen === 'dark' || (chosen !== 'light' && matchMedia('(prefers-color-scheme: dark)').matches);
  document.documentElement.classList.toggle('dark', dark);
})();
