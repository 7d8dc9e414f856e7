/** What `atalaya estimate --help` prints. */
export const estimateHelp = `atalaya estimate REQUESTS.json [--out FILE] [--r FOLDER] [--pretty]

Estimates with their design-based error from one data file: the estimator of the explorer without a
browser. Answers go to the standard output, or to --out. --r writes an R script for every answer that
prints the same numbers. Exit code 1: a request, the data or the design is at fault.

REQUESTS.json:
{
  "title": "Schools of California",          printed in the scripts; optional
  "synthetic": false,                        true: the rows are made up
  "data": "apistrat.csv",                    or { "path", "format": csv | json | xlsx | parquet | sav |
                                             dta, "sheet" and "headerRow" of a workbook, "encoding": utf-8 |
                                             latin1 | windows-1252, "delimiter", "decimal": "." | ",",
                                             "nulls": ["", "NA"], "maxUnfoldedBytes" }; relative to
                                             this file; encoding and delimiter are found out, gzip is
                                             read, as far as a file that nobody trusts may unfold
  "columns": {                               optional, for columns that need it
    "awards": {
      "kind": "category",                    or number; else what the requests make of the column
      "missing": { "8": "dont-know", "9": "refused" },      also not-asked, not-applicable, lost, withheld
      "categories": ["No", "Yes"]            all there are, in order; else those of the file, sorted
    }
  },
  "derived": [                               optional: categories from conditions
    { "name": "high", "when": [{ "column": "api00", "above": 850 }] },          yes or no
    { "name": "size", "cases": [{ "category": "small", "when": [{ "column": "enroll", "below": 300 }] }],
      "otherwise": "large" }
  ],                                         conditions: equals, in, above, from, below, to
  "design": {
    "weights": "pw",                         or 1 for all; absent: they follow from fpc
    "strata": ["stype"], "ids": [], "fpc": ["fpc"], "nested": false,
    "lonely": "fail",                        or remove, certainty, adjust, average
    "adjustDomains": false, "firstStageOnly": false,
    "replicates": { "type": "JK1", "columns": ["rw1", "rw2"], "combined": true, "scale": 0.9,
                    "rscales": 1, "rho": 0.3, "mse": false },
    "calibration": [{ "method": "post-stratify", "margin": { "by": ["stype"],
                      "totals": [{ "categories": ["E"], "total": 4421 }] } }],
                                             also rake, calibrate, trim
    "completeness": "full",                  or partial, weights-only, with "assumedDeff" if known
    "assumedDeff": { "value": 1.8, "source": "technical report, page 12" }
  },
  "requests": [                              or "request": { } for one
    {
      "id": "awards-by-type",                optional; names the script
      "measure": { "statistic": "proportion", "concept": "awards", "numerator": ["Yes"] },
      "by": ["stype"],
      "where": [{ "concept": "size", "categories": ["large"] }],
      "level": 0.95, "interval": "auto", "df": "domain", "unsure": "auto", "capEffectiveSize": false
    },
    { "measure": { "statistic": "quantile", "concept": "api00", "probabilities": [0.25, 0.5], "rule": "math" } }
  ]
}
statistic: proportion (numerator), distribution, total (of a number, or numerator), mean, ratio (over),
  quantile (probabilities, rule: math, school, shahvaish, hf1 to hf9), variance
interval:  auto, logit, xlogit, asin, beta, wilson, likelihood, mean; for quantiles also score, quantile
df:        domain, design, normal        unsure: auto, exclude, category

Other kinds of requests, told by "kind" (absent: estimate); all take "id", "where" and "level":
  { "kind": "comparison", "measure": { "statistic": "mean", "concept": "api00" }, "by": ["stype"],
    "contrasts": [{ "kind": "difference", "of": { "at": { "stype": "E" } }, "against": { "at": { "stype": "H" } } }],
    "adjustment": "holm" }
        kind: difference, ratio, log-ratio, relative-change, or linear with "terms", each a point with
        its "coefficient". "at": a category for every column of "by"; a point may have a "measure" of
        its own: two answers of the same people. adjustment: none, holm, benjamini-hochberg; df, unsure
        as above. Measures: proportion, total, mean, ratio
  { "kind": "association", "rows": "stype", "columns": "awards", "statistic": "F" }
        statistic: F, Chisq, Wald, adjWald, lincom, saddlepoint
  { "kind": "t-test", "outcome": { "concept": "api00" }, "groups": "awards", "nullValue": 0 }
        groups absent: the test of one mean; an outcome may have a "numerator", as a proportion has
  { "kind": "rank-test", "outcome": { "concept": "api00" }, "groups": "stype", "test": "wilcoxon" }
        test: wilcoxon, vanderWaerden, median
  { "kind": "model", "family": "quasibinomial", "outcome": { "concept": "awards", "numerator": ["Yes"] },
    "terms": ["api99", "stype"], "tests": [{ "terms": ["stype"], "method": "Wald" }] }
        family: gaussian, quasibinomial, quasipoisson; method: Wald, LRT. A term is a number unless
        "columns" says that it is a category; the first category is the reference
  { "kind": "standardised-means", "outcome": { "concept": "api00" }, "over": ["awards"],
    "standard": { "concept": "stype", "population": [{ "category": "E", "size": 4421 }, ...] } }
Rows without one of the values leave a test or a model as a domain does: the design stays whole.

A blank is a lost answer. A field that is not known, a category that does not occur, a weight that is
missing or negative: an error that names the field or the line. Zero weights are counted and left out.

The answer: { "software", "data": { "path", "sha256", "rows", ... }, "design": { "rows", "strata",
"psus", "sumOfWeights", "zeroWeights", "lonelyStrata" }, "results": [{ "id", "request", "answer" } or
{ "id", "request", "error": { "field", "message" } }] }. An answer holds "estimates", one a domain, and
"overall"; where there is no number, "kind" is "withheld" and "reason" says why. A comparison is a list
with one "outcome" a contrast; a test or a model is one object with its "outcome", "withheld" likewise.
`;
