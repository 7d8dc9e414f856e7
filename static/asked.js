// Runs before the page is painted: a link with a question must not show another answer first.
if (location.search.includes('survey=')) document.documentElement.dataset.asked = '';
