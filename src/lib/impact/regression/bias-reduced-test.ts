import { EigenvalueDecomposition, Matrix } from 'ml-matrix';
import type { Factor } from '#lib/stats/statistics/factor.ts';
import { type TTest, contrastTest } from '#lib/stats/contrasts/contrast-test.ts';
import { clusterRows } from './cluster-scores.ts';
import { fitWithinClusters } from './fixed-effects.ts';
import { type Regression, onBasis } from './least-squares.ts';
import { addMultiple, dot } from './orthogonal-columns.ts';

/** Beyond it a direction lies in one cluster alone, and its residuals say nothing. */
const ownDirection = 1 - 1e-9;

/**
 * t test of a contrast of coefficients with the bias-reduced variance CR2 and Satterthwaite's degrees
 * of freedom, for few clusters (Bell and McCaffrey 2002; Pustejovsky and Tipton 2018). Agrees with R
 * `clubSandwich::coef_test(vcov = "CR2")` with every fixed effect written out; with weights, of
 * the rows times the root of their weight. Undefined without error or without df.
 */
export function biasReducedTest(
	regression: Regression,
	contrast: ArrayLike<number>,
	cluster: Factor,
	{ level = 0.95 }: { readonly level?: number } = {}
): TTest | undefined {
	const fit = fitWithinClusters(regression, cluster);
	const direction = onBasis(fit, contrast);
	const sums = new Satterthwaite(fit.basis.length);
	let square = 0;
	for (const rows of clusterRows(cluster)) {
		const own = fit.basis.map((column) => Float64Array.from(rows, (i) => column[i]!));
		const residuals = Float64Array.from(rows, (i) => fit.residuals[i]!);
		const part = clusterPart(own, residuals, direction);
		square += part.score ** 2;
		sums.add(part);
	}
	const estimate = dot(contrast, fit.estimates);
	return contrastTest({ estimate, standardError: Math.sqrt(square) }, { df: sums.df, level });
}

interface ClusterPart {
	/** Of the contrast, its residuals multiplied by A = (I - H)^(-1/2). */
	readonly score: number;
	/** |A Q z|² and Q'A Q z, for the contrast's direction z on the basis Q. */
	readonly squareLength: number;
	readonly image: Float64Array;
}

function clusterPart(
	basis: readonly Float64Array[],
	residuals: Float64Array,
	direction: Float64Array
): ClusterPart {
	return residuals.length < basis.length
		? smallClusterPart(basis, residuals, direction)
		: largeClusterPart(basis, residuals, direction);
}

/** With QQ' = UΛU' in the cluster, A = U (1 - Λ)^(-1/2) U'. */
function smallClusterPart(
	basis: readonly Float64Array[],
	residuals: Float64Array,
	direction: Float64Array
): ClusterPart {
	const rows = Array.from(residuals.keys(), (i) => Float64Array.from(basis, (q) => q[i]!));
	const along = rows.map((row) => dot(row, direction));
	const adjusted = new Float64Array(rows.length);
	for (const { value, vector } of eigenpairs(rows))
		addMultiple(adjusted, dot(vector, along) / Math.sqrt(1 - value), vector);
	return {
		score: dot(adjusted, residuals),
		squareLength: dot(adjusted, adjusted),
		image: Float64Array.from(basis, (column) => dot(column, adjusted))
	};
}

/** With Q'Q = VΛV', Q'A = V (1 - Λ)^(-1/2) V' Q': no matrix is as large as the cluster. */
function largeClusterPart(
	basis: readonly Float64Array[],
	residuals: Float64Array,
	direction: Float64Array
): ClusterPart {
	const scores = basis.map((column) => dot(column, residuals));
	const image = new Float64Array(basis.length);
	let [score, squareLength] = [0, 0];
	for (const { value, vector } of eigenpairs(basis)) {
		const along = dot(vector, direction);
		score += (along * dot(vector, scores)) / Math.sqrt(1 - value);
		squareLength += (along ** 2 * value) / (1 - value);
		addMultiple(image, (along * value) / Math.sqrt(1 - value), vector);
	}
	return { score, squareLength, image };
}

/** Eigenvalues of the products of vectors, 0 to 1, with their vectors; those of 1 are left out. */
function eigenpairs(vectors: readonly Float64Array[]): { value: number; vector: number[] }[] {
	const products = vectors.map((left) => vectors.map((right) => dot(left, right)));
	const { realEigenvalues, eigenvectorMatrix } = new EigenvalueDecomposition(new Matrix(products), {
		assumeSymmetric: true
	});
	return realEigenvalues
		.map((value, k) => ({ value: Math.max(0, value), vector: eigenvectorMatrix.getColumn(k) }))
		.filter(({ value }) => value < ownDirection);
}

/**
 * (Σ P_gg)² / ΣΣ P_gh² for the quadratic form that the variance is, under errors that are alike:
 * P_gg = |a_g|² - |b_g|² and P_gh = -b_g'b_h.
 */
class Satterthwaite {
	#trace = 0;
	#squares = 0;
	readonly #outer: Float64Array[];

	constructor(size: number) {
		this.#outer = Array.from({ length: size }, () => new Float64Array(size));
	}

	add({ squareLength, image }: ClusterPart) {
		const own = dot(image, image);
		this.#trace += squareLength - own;
		this.#squares += (squareLength - own) ** 2 - own ** 2;
		this.#outer.forEach((row, j) => addMultiple(row, image[j]!, image));
	}

	get df(): number {
		const all = this.#outer.reduce((sum, row) => sum + dot(row, row), this.#squares);
		return all > 0 ? this.#trace ** 2 / all : 0;
	}
}
