// Runs before the page is painted: a link to a plan must not show the example first.
if (location.search.length > 1) document.documentElement.dataset.planned = '';
