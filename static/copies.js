// Lists what this site keeps on this device, and deletes it.
(() => {
	const scope = new URL('.', document.currentScript.src).pathname;
	const box = document.getElementById('copies');
	const prefix = `atalaya ${scope} `;
	const choice = `${prefix}copies`;
	if (!box || !navigator.serviceWorker || !window.caches) return;
	const { lang } = document.documentElement;
	const told = new Intl.DateTimeFormat(lang, { dateStyle: 'long', timeStyle: 'short' });

	async function kept() {
		const pages = new Map();
		for (const name of await caches.keys()) {
			if (!name.startsWith(`${prefix}core `) && name !== `${prefix}pages`) continue;
			const cache = await caches.open(name);
			for (const { url } of await cache.keys()) {
				const headers = (await cache.match(url))?.headers;
				const title = decodeURIComponent(headers?.get('x-copy-title') ?? '');
				const taken = decodeURIComponent(headers?.get('x-copy-taken') ?? '');
				const path = new URL(url).pathname;
				const known = pages.get(path);
				if (title === '' || path.endsWith('/offline/') || known?.taken > taken) continue;
				pages.set(path, { path, title, taken, language: path.slice(scope.length, scope.length + 2) });
			}
		}
		return [...pages.values()].sort(
			(a, b) =>
				(b.language === lang) - (a.language === lang) || a.title.localeCompare(b.title, lang)
		);
	}

	function item({ path, title, taken, language }) {
		const link = document.createElement('a');
		link.href = path;
		link.textContent = title;
		if (language !== lang) link.lang = link.hreflang = language;
		const time = document.createElement('time');
		time.dateTime = taken;
		time.textContent = told.format(new Date(taken));
		const line = document.createElement('li');
		line.append(link, ' ', time);
		return line;
	}

	async function show() {
		const pages = await kept();
		box.querySelector('ul').replaceChildren(...pages.map(item));
		const isOff = localStorage.getItem(choice) === 'none';
		const now = isOff ? 'off' : pages.length > 0 ? 'kept' : 'empty';
		for (const part of box.querySelectorAll('[data-when]')) part.hidden = part.dataset.when !== now;
		box.hidden = false;
	}

	async function leave() {
		localStorage.setItem(choice, 'none');
		await window.leaveDevice();
		await show();
		box.querySelector('[value=keep]').focus();
	}

	box.querySelector('[value=delete]').onclick = leave;
	box.querySelector('[value=keep]').onclick = () => {
		localStorage.removeItem(choice);
		location.reload();
	};
	show().catch(() => undefined);
})();
