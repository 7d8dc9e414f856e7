import type { Resampling } from '#lib/model/sampling.ts';
import type { RSource } from './r-source.ts';
import { rNumber } from './r-syntax.ts';

/** Replicates made from the design: `design` becomes one of replicate weights. */
export function resamplingLines(resampling: Resampling | undefined, source: RSource): string[] {
	if (resampling === undefined) return [];
	if (resampling.method === 'jackknife')
		return [
			source.stratum === undefined
				? 'design <- as.svrepdesign(design, type = "JK1")'
				: 'design <- as.svrepdesign(design, type = if (length(unique(d$stratum)) > 1) "JKn" else "JK1")'
		];
	const { replicates, seed } = resampling;
	return [
		...twister,
		...bootstrap,
		`factors <- bootstrap(${rNumber(replicates)}, ${rNumber(seed)}, ${source.stratum === undefined ? 'rep(1, size)' : 'd$stratum'}, ${source.psu === undefined ? 'd$row' : 'd$psu'})`,
		'design <- svrepdesign(data = d, weights = ~weight, repweights = factors * d$weight, type = "bootstrap",',
		`  combined.weights = TRUE, scale = 1 / (${rNumber(replicates)} - 1), rscales = rep(1, ${rNumber(replicates)}), mse = FALSE)`
	];
}

/** Matsumoto and Nishimura's initialisation; R would scramble the seed before. */
const twister = [
	'# The Mersenne Twister from a seed as its authors start it, and 53 bits a draw: the draws of Atalaya.',
	'start_twister <- function(seed) {',
	'  RNGkind("Mersenne-Twister", "Inversion", "Rejection")',
	'  state <- numeric(624)',
	'  state[1] <- seed',
	'  for (i in 2:624) {',
	'    before <- state[i - 1]',
	'    low <- before %% 4',
	'    mixed <- before - low + bitwXor(low, before %/% 2^30)',
	'    high <- ((1812433253 * (mixed %/% 65536)) %% 65536) * 65536',
	'    state[i] <- (high + 1812433253 * (mixed %% 65536) + i - 1) %% 2^32',
	'  }',
	'  signed <- as.integer(ifelse(state >= 2^31, state - 2^32, state))',
	'  assign(".Random.seed", c(10403L, 624L, signed), envir = globalenv())',
	'}',
	'draws <- function(n) {',
	'  bits <- matrix(round(runif(2 * n) * 2^32), nrow = 2)',
	'  (bits[1, ] %/% 32 * 2^26 + bits[2, ] %/% 64) / 2^53',
	'}'
];

const bootstrap = [
	'# Rao and Wu: of the n units of a stratum n - 1 are drawn with replacement, for each replicate.',
	'bootstrap <- function(replicates, seed, stratum, unit) {',
	'  rank <- function(x) match(x, sort(unique(x), method = "radix"))',
	'  key <- rank(stratum) * (max(rank(unit)) + 1) + rank(unit)',
	'  of <- rank(stratum)[match(sort(unique(key)), key)]',
	'  n <- tabulate(of)',
	'  if (any(n == 1)) stop("a stratum of one unit has no bootstrap")',
	'  first <- cumsum(n) - n',
	'  start_twister(seed)',
	'  factors <- sapply(seq_len(replicates), function(r) {',
	'    drawn <- unlist(lapply(seq_along(n), function(h) first[h] + 1 + floor(draws(n[h] - 1) * n[h])))',
	'    tabulate(drawn, length(of)) * (n / (n - 1))[of]',
	'  })',
	'  factors[rank(key), , drop = FALSE]',
	'}'
];
