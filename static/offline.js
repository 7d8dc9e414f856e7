// Starts the worker that keeps a copy of this site, tells it what is open, and offers a new version.
(() => {
	const { src, dataset } = document.currentScript;
	const scope = new URL('.', src).pathname;
	const root = document.documentElement;
	const remembered = (name, kind = 'local') => {
		try {
			return window[`${kind}Storage`].getItem(`atalaya ${scope} ${name}`);
		} catch {
			return null;
		}
	};
	const workers = navigator.serviceWorker;
	if (!workers || self !== top) return;

	async function leave() {
		for (const one of await workers.getRegistrations()) {
			if (new URL(one.scope).pathname !== scope) continue;
			one.active?.postMessage('leave');
			await one.unregister();
		}
		for (const name of await caches.keys())
			if (name.startsWith(`atalaya ${scope} `)) await caches.delete(name);
	}

	/** For the button of static/copies.js. */
	window.leaveDevice = leave;

	function offer(registration) {
		const notice = document.getElementById('new-version');
		const { waiting } = registration;
		if (!notice || !waiting || !workers.controller || remembered('later', 'session')) return;
		notice.hidden = false;
		notice.querySelector('[value=update]').onclick = () => {
			workers.oncontrollerchange = () => location.reload();
			registration.waiting?.postMessage('update');
		};
		notice.querySelector('[value=later]').onclick = () => {
			notice.hidden = true;
			try {
				sessionStorage.setItem(`atalaya ${scope} later`, '1');
			} catch {
				// Asked again on the next page.
			}
		};
	}

	async function start() {
		if ('none' in dataset || remembered('copies') === 'none') return leave();
		const options = { scope, updateViaCache: 'none' };
		const registration = await workers.register(`${scope}service-worker.js`, options);
		offer(registration);
		registration.onupdatefound = () =>
			registration.installing?.addEventListener('statechange', () => offer(registration));
		const { active } = await workers.ready;
		if ('copy' in root.dataset) return;
		active.postMessage({ opened: location.pathname });
		// Browsers look for themselves, but some only long after the page was left.
		if (workers.controller) await registration.update();
	}

	const begin = () => start().catch(() => undefined);
	if (document.readyState === 'complete') begin();
	else addEventListener('load', begin);
})();
