/**
 * @typedef {{ passed: number, failed: number, skipped: number }} Count
 * @typedef {{ name: string, status: string, assertionResults: { status: string, fullName: string }[] }} TestFile
 */

/**
 * Counts the claims of Vitest's JSON report. A file that did not load is a failed one; so is a claim
 * about R (`tests/oracle`) that was not put to the test although R's answers are here.
 *
 * @param {{ testResults: TestFile[] }} report
 * @param {{ exitCode: number | null, root: string, hasOracle: boolean, oracleIds?: readonly string[] }} run
 * @returns {{ count: Count, complaints: string[] }}
 */
export function countReport({ testResults }, { exitCode, root, hasOracle, oracleIds = [] }) {
	const count = { passed: 0, failed: 0, skipped: 0 };
	/** @type {string[]} */
	const complaints = [];
	for (const { name, status, assertionResults } of testResults) {
		const file = pathFrom(root, name);
		if (status === 'failed' && !assertionResults.some((test) => test.status === 'failed')) {
			complaints.push(`did not load: ${file}`);
			count.failed++;
		}
		for (const { status: outcome, fullName } of assertionResults) {
			if (outcome === 'passed' || outcome === 'failed') {
				count[outcome]++;
				continue;
			}
			const mustRun = hasOracle && file.startsWith('tests/oracle/');
			count[mustRun ? 'failed' : 'skipped']++;
			const why = mustRun ? "skipped although R's answers are here" : 'skipped';
			complaints.push(`${why}: ${file}: ${fullName}`);
		}
	}
	const passed = testResults.flatMap(({ assertionResults }) =>
		assertionResults.filter(({ status }) => status === 'passed').map(({ fullName }) => fullName)
	);
	for (const id of unasked(oracleIds, passed)) {
		complaints.push(`an answer of R that no passed test names: ${id}`);
		count.failed++;
	}
	if (exitCode !== 0 && count.failed === 0) {
		complaints.push(`vitest found an error outside the tests, exit code: ${exitCode}`);
		count.failed++;
	}
	return { count, complaints };
}

/**
 * The ids that no test has in its name. Vitest writes them in quotes and cuts long ones.
 *
 * @param {readonly string[]} ids
 * @param {readonly string[]} names
 */
function unasked(ids, names) {
	const quoted = names.flatMap((name) =>
		[...name.matchAll(/'([^']+)'/g)].map(([, id]) => id ?? '')
	);
	const whole = new Set(quoted);
	const cut = quoted.filter((id) => id.endsWith('…')).map((id) => id.slice(0, -1));
	return ids.filter((id) => !whole.has(id) && !cut.some((start) => id.startsWith(start)));
}

/**
 * @param {string} root
 * @param {string} file
 */
function pathFrom(root, file) {
	const [from, to] = [root, file].map((path) => path.replaceAll('\\', '/'));
	return to?.startsWith(`${from}/`) ? to.slice(`${from}/`.length) : (to ?? '');
}

/**
 * @param {readonly Count[]} counts
 * @returns {Count}
 */
export function sumOf(counts) {
	const sum = (/** @type {keyof Count} */ key) => counts.reduce((n, count) => n + count[key], 0);
	return { passed: sum('passed'), failed: sum('failed'), skipped: sum('skipped') };
}
