/** What `atalaya impact --help` prints. */
export const impactHelp = `atalaya impact REQUESTS.json [--out FILE] [--r FOLDER] [--pretty]

Effects of programmes with their errors from one data file: every estimator of the impact rooms without
a browser. Answers go to the standard output, or to --out. --r writes an R script for every answer that
prints the same numbers. Exit code 1: a request or the file is at fault; data that have no answer to a
question are refused in the answer, and said on the standard error.

REQUESTS.json:
{
  "title": "Courts and re-arrest",           printed in the scripts; optional
  "synthetic": false,                        true: the rows are made up
  "data": "people.csv",                      or { "path", "format": csv | json | xlsx | parquet | sav | dta,
                                             "sheet", "headerRow", "encoding", "delimiter", "decimal",
                                             "nulls": ["", "NA"], "maxUnfoldedBytes" }; relative to this
                                             file; what is absent is found out. Not needed by requests
                                             that bring their numbers
  "columns": {                               numbers that texts stand for, null a blank; optional
    "arrest": { "numbers": { "yes": 1, "no": 0, "unknown": null } }
  },
  "requests": [                              or "request": { } for one
    { "id": "aid", "method": "survival", "time": "week", "event": "arrest", "arm": "fin",
      "restrictedUntil": 52, "at": [13, 26, 52] }
  ]
}

Every request has a "method", and may have an "id", which names its script, and a "level" (0.95).
Roles are names of columns. Covariates are numbers, or { "category": "race", "reference": "black" },
whose first level in alphabetical order is the reference unless one is named. No column has two roles,
but "cluster" and "strata". A blank is missing: rows with one are left out, and the answer tells how many.

Panels, a row a unit and period: "unit", "period", "outcome"; "start", the first treated period of the
unit, or "treated", 1 and 0 by row; "never": ["never", "Inf", "Infinity"], the texts of "start" that mean
never ("" a blank, 0 a zero: neither means never unless it is listed); "covariates", "cluster" (the
unit), "weight"; "wild": { "draws", "seed", "distribution": rademacher | webb } of the test for few clusters.
  two-by-two        one start: four means and their difference, errors CR1
  two-way           unit and period effects, under staggered timing with its Goodman-Bacon weights
  event-study       one start: "reference": -1, "leadsDf": clusters | residual, "band": { "kind": gaussian | none }
  sun-abraham       several starts: events, cohorts, the average; "band"
  group-time        Callaway and Sant'Anna: "control": never-treated | not-yet-treated, "adjustment": dr |
                    ipw | reg | ipw-horvitz | dr-improved, "base": varying | universal, "anticipation": 0,
                    "unbalanced": drop-units | sections | pairs, "alreadyTreated": refuse | drop,
                    "aggregate": simple | group | dynamic | calendar, "window": { "minEvent", "maxEvent",
                    "balanceEvent" }, "band": { "kind": gaussian | multiplier | none, "draws", "seed" };
                    without "unit" repeated cross-sections; "start", not "treated"
  honest-did        Rambachan and Roth: "of", which is { "method": group-time | event-study | sun-abraham,
                    ... } on the data, with one base period for all, or { "method": "coefficients",
                    "estimates", "covariance", "before" }; "restriction": relative-magnitudes | smoothness,
                    "bounds": [0, 0.5, 1, 1.5, 2], "weights" of the periods after, "grid": {
                    "lower", "upper", "points" }, "draws", "seed"
  synthetic         one start, no covariates: "estimator": sdid | sc | did; "error": placebo | bootstrap |
                    jackknife, "replications", "seed"; one treated unit has a rank among placebos instead;
                    "leaveOut": true for the effect without each control, "falseStart": a period before

Series, a row a period: "period" (whole numbers), "outcome", "interruption", the first period after.
  interrupted-series  "model": ols | ar1 | quasi-poisson (with "exposure"), "errors": { "kind": newey-west,
                    "lag", "adjust" } | independent (ols) | dispersion (quasi-poisson), "likelihood":
                    reml | ml (ar1), "log", "season": { "period": 12, "harmonics": 2 }, "control": {
                    "outcome", "exposure" }, a series in other columns, "at": [periods], "lags"

People under observation: "time", "event" (0 none, 1 the event, 2 and more others), "entry".
  survival          Kaplan-Meier: "arm", "strata", "scale": log-log | log | plain, "quantiles", "at",
                    "windows", "restrictedUntil", "rho": 0 log-rank, 1 Peto
  nelson-aalen      cumulative hazard: "arm", "at"
  cox               "covariates", "strata", "weight", "cluster", "ties": efron | breslow; proportionality
  competing-events  cumulative incidence: "arm", "at", "windows", "cause" of Gray's test

People with and without a programme: "treated", 1 and 0; "covariates".
  balance           how alike the arms are, "weight"
  propensity        "outcome", "estimand": att | ate, "rows": true for score and weight of every row
  match             nearest neighbour: "outcome", "caliper", "search": either-side | below-first, "rows"
  discontinuity     without "treated": "running", "outcome", "cutoff", "cluster", "order": 1, "biasOrder",
                    "kernel": triangular | epanechnikov | uniform, "bandwidth": common-error | side-error |
                    coverage | { "h", "b" }, "variance": nearest-neighbour | HC1, "matches", "checks": true
                    for other bandwidths, false cut-offs, jumps of covariates, sorting and heaping
  count-ratio       a row a unit, without covariates: "after" (events), "exposureAfter", "cluster"; with
                    "before" and "exposureBefore" the ratio of ratios and a randomisation test ("draws",
                    "seed", "unit"); "minimumEvents": 10 for a normal interval

Studies and tests, columns of a file or listed:
  pool              "estimate", "standardError", "study", or "studies": [{ "estimate", "standardError" }];
                    "between": reml | dersimonian-laird | paule-mandel | fixed, "test": knapp-hartung | z,
                    "moderators", "leaveOut"
  p-values          "p" and "name", or "values": [{ "name", "p" }]: Holm, Benjamini-Hochberg,
                    Bonferroni, Benjamini-Yekutieli, sharpened q

Planning and costs, without data:
  power             "question": { "kind": detectable-effect (design, units) | units (design, effect) |
                    proportions (shares) | means (effect, standardDeviation) | log-rank (hazardRatio,
                    eventShare) | afterwards (standardError, df) }, "alpha", "power", "reference": normal | t
                    (of the first two); a "design" is { "kind":
                    individual | cluster (clusterSize, betweenShare) | difference-in-differences (before,
                    after, correlation), "treatedShare", "standardDeviation", "explainedShare" }
  cost-effectiveness  "cost", "costError", "effect", "effectError", "correlation", "basis": { "currency",
                    "priceYear", "exchangeRate", "discountRate" }, "worths", "costsByYear"

The answer: { "software", "data": { "path", "sha256", "rows", ... }, "results": [{ "id", "request", "r",
"answer" } or { "id", "request", "error": { "field", "message" } }] }. "r" is the call of R that asks the
same, or null. An answer has "method", "settings", "warnings" (codes), and either "result", with its
"estimates": [{ "name", "estimate", "standardError", "lower", "upper", "df", "p" }] and what else the method
tells, or "refusal": { "status": "refused", "reason", "where": { "rows", "places" }, "next" }: the code of the
next honest design. What does not exist is null, and so are infinite degrees of freedom; a limit at infinity
is null, with "unbounded": lower | upper | both beside it; a start of never is "never"; any other infinite
number is "Infinity" or "-Infinity".
`;
