#!/usr/bin/env Rscript
# Answers of R survey beyond the oracle: cases that survey_oracle.R lists and cases.json lacks, and
# tests and models on replicate weights, domains and a standardized (calibrated) design.
#
#   Rscript survey_oracle.R /tmp/orc > /tmp/orc/all.json
#   Rscript survey-answers.R /tmp/orc/all.json ../shared/oracle/survey/cases.json > survey-answers.json
#
# The columns and the designs are those of the oracle.
suppressPackageStartupMessages({ library(survey); library(jsonlite) })
args <- commandArgs(trailingOnly = TRUE)
all <- fromJSON(args[1], simplifyVector = FALSE)$cases
have <- sapply(fromJSON(args[2], simplifyVector = FALSE)$cases, `[[`, "id")
kinds <- c("chisq", "table", "ttest", "ranktest", "glm", "regterm", "contrast", "by", "standardized_mean", "domain_df", "rep")
CASES <- Filter(function(x) x$fun %in% kinds && !(x$id %in% have) && !grepl("quantile", x$id), all)
num <- function(x) as.vector(unlist(x))
mat <- function(m) { m <- as.matrix(m); dimnames(m) <- NULL; m }
add <- function(id, design, fun, args, expr) {
  r <- suppressWarnings(suppressMessages(expr))
  CASES[[length(CASES) + 1]] <<- list(id = id, design = design, fun = fun, args = args, result = r)
}
data(api); data(nhanes); data(scd)
strat <- svydesign(id = ~1, strata = ~stype, weights = ~pw, fpc = ~fpc, data = apistrat)
strat_nofpc <- svydesign(id = ~1, strata = ~stype, weights = ~pw, data = apistrat)
clus1 <- svydesign(id = ~dnum, weights = ~pw, fpc = ~fpc, data = apiclus1)
clus1_nofpc <- svydesign(id = ~dnum, weights = ~pw, data = apiclus1)
clus2 <- svydesign(id = ~dnum + snum, fpc = ~fpc1 + fpc2, data = apiclus2)
nh <- svydesign(id = ~SDMVPSU, strata = ~SDMVSTRA, weights = ~WTMEC2YR, nest = TRUE, data = nhanes)
jk1 <- as.svrepdesign(clus1, type = "JK1"); jkn_strat <- as.svrepdesign(strat_nofpc, type = "JKn")
set.seed(20260101); boot_clus1 <- as.svrepdesign(clus1_nofpc, type = "bootstrap", replicates = 100, compress = FALSE)
designs <- list(strat = strat, clus1 = clus1, clus2 = clus2, nhanes = nh, jk1 = jk1, jkn_strat = jkn_strat, boot_clus1 = boot_clus1)
test_out <- function(r) list(statistic = num(r$statistic), parameter = I(as.numeric(num(r$parameter))), p = num(r$p.value))

for (s in c("F", "Chisq", "Wald", "adjWald", "saddlepoint"))
  add(paste0("chisq/jk1/", s), "jk1", "chisq", list(formula = "sch.wide x stype", statistic = s), test_out(svychisq(~sch.wide + stype, jk1, statistic = s)))
# A level without elements makes svychisq NaN: it is dropped first.
for (s in c("F", "Chisq", "Wald", "saddlepoint")) {
  add(paste0("chisq_domain/clus2/", s), "clus2", "chisq", list(formula = "awards x stype", statistic = s, without = "H"), test_out(svychisq(~awards + stype, update(subset(clus2, stype != "H"), stype = as.character(stype)), statistic = s)))
  add(paste0("chisq_empty_cell/clus1/", s), "clus1", "chisq", list(formula = "sch.wide x both", statistic = s), test_out(svychisq(~sch.wide + both, clus1, statistic = s)))
}
tt <- function(r) list(t = num(r$statistic), df = num(r$parameter), estimate = num(r$estimate), p = num(r$p.value), ci = I(num(r$conf.int)))
add("ttest_one/clus1", "clus1", "ttest", list(formula = "growth ~ 0"), tt(svyttest(growth ~ 0, clus1)))
add("ttest_one/jk1", "jk1", "ttest", list(formula = "growth ~ 0"), tt(svyttest(growth ~ 0, jk1)))
add("ttest/strat", "strat", "ttest", list(formula = "api00 ~ sch.wide"), tt(svyttest(api00 ~ sch.wide, strat)))
add("ttest/jk1", "jk1", "ttest", list(formula = "enroll ~ sch.wide"), tt(svyttest(enroll ~ sch.wide, jk1)))
for (d in c("strat", "clus1", "clus2", "jk1")) for (test in c("wilcoxon", "vanderWaerden", "median")) for (y in c("api00", "ell")) {
  r <- svyranktest(formula(paste(y, "~ sch.wide")), designs[[d]], test = test)
  add(paste("ranktest", d, y, test, sep = "/"), d, "ranktest", list(formula = paste(y, "~ sch.wide"), test = test),
      list(t = num(r$statistic), df = num(r$parameter), p = num(r$p.value), estimate = num(r$estimate)))
  if (d == "jk1") next
  r <- svyranktest(formula(paste(y, "~ stype")), designs[[d]], test = test)
  add(paste("ranktest_groups", d, y, test, sep = "/"), d, "ranktest", list(formula = paste(y, "~ stype"), test = test),
      list(chisq = num(r$parameter), df = num(r$statistic), ddf = num(r$ddf), p = num(r$p.value)))
}
glm_out <- function(g, level = .95) { s <- summary(g)$coefficients; ci <- confint(g, level = level)
  list(names = I(rownames(s)), estimate = I(num(s[, 1])), se = I(num(s[, 2])), t = I(num(s[, 3])), p = I(num(s[, 4])), df_resid = g$df.residual,
       vcov = mat(vcov(g)), ci = list(lower = I(num(ci[, 1])), upper = I(num(ci[, 2]))), deviance = g$deviance, null_deviance = g$null.deviance) }
# glm() stops as soon as the deviance rests to 1e-8, with the weights of the step before: its standard
# errors are up to 6e-5 off those of the maximum. These are at the maximum.
to_the_end <- list(epsilon = 1e-14, maxit = 50)
fits <- list(
  list("glm_logit_converged/nhanes", "nhanes", "HI_CHOL ~ factor(race) + agecat + RIAGENDR", quasibinomial(), .95),
  list("glm_poisson_converged/clus2", "clus2", "api.stu ~ enroll", quasipoisson(), .95),
  list("glm_gaussian_converged/clus2", "clus2", "api00 ~ ell + meals + mobility + stype", gaussian(), .95),
  list("glm_rep_gaussian/jk1", "jk1", "api00 ~ ell + meals + stype", gaussian(), .9),
  list("glm_rep_logit/boot_clus1", "boot_clus1", "sch.wide ~ ell + meals", quasibinomial(), .95),
  list("glm_rep_logit/jk1", "jk1", "sch.wide ~ ell + meals + mobility", quasibinomial(), .95),
  list("glm_rep_poisson/jkn_strat", "jkn_strat", "api.stu ~ enroll + stype", quasipoisson(), .99))
for (f in fits) add(f[[1]], f[[2]], "glm", list(formula = f[[3]], family = f[[4]]$family, level = f[[5]], converged = TRUE), glm_out(eval(bquote(svyglm(.(formula(f[[3]])), designs[[f[[2]]]], family = f[[4]], control = to_the_end))), f[[5]]))
add("glm_rep_logit_default/jk1", "jk1", "glm", list(formula = "sch.wide ~ ell + meals + mobility", family = "quasibinomial"), glm_out(svyglm(sch.wide ~ ell + meals + mobility, jk1, family = quasibinomial())))
add("glm_domain_gaussian/clus2", "clus2", "glm", list(formula = "api00 ~ ell + meals", family = "gaussian", domain = list(var = "stype", is = "E"), converged = TRUE), glm_out(svyglm(api00 ~ ell + meals, subset(clus2, stype == "E"))))
add("glm_no_intercept/clus1", "clus1", "glm", list(formula = "api00 ~ 0 + api99", family = "gaussian", converged = TRUE), glm_out(svyglm(api00 ~ 0 + api99, clus1)))
add("glm_domain_logit/nhanes", "nhanes", "glm", list(formula = "HI_CHOL ~ RIAGENDR", family = "quasibinomial", domain = list(var = "race", is = "2"), converged = TRUE),
    glm_out(svyglm(HI_CHOL ~ RIAGENDR, subset(nh, race == 2), family = quasibinomial(), control = to_the_end)))
nhc <- subset(nh, !is.na(HI_CHOL))
std <- svystandardize(nhc, by = ~agecat, over = ~race + RIAGENDR, population = c(55901, 77670, 72816, 45364))
add("glm_standardized_logit/nhanes", "nhanes", "glm", list(formula = "HI_CHOL ~ RIAGENDR", family = "quasibinomial", domain = list(var = "race", is = "2"), standardized = TRUE, converged = TRUE),
    glm_out(svyglm(HI_CHOL ~ RIAGENDR, subset(std, race == 2), family = quasibinomial(), control = to_the_end)))
terms_of <- function(id, g, term, design, formula, family) {
  w <- regTermTest(g, term); add(paste0("regterm_wald/", id), design, "regterm", list(formula = formula, family = family, term = all.vars(term), method = "Wald", converged = TRUE), list(F = num(w$Ftest), df = w$df, ddf = w$ddf, p = num(w$p)))
  for (m in c("saddlepoint", "satterthwaite")) { l <- regTermTest(g, term, method = "LRT", lrt.approximation = m)
    add(paste0("regterm_lrt_", m, "/", id), design, "regterm", list(formula = formula, family = family, term = all.vars(term), method = "LRT", approximation = m, converged = TRUE), list(chisq = num(l$chisq), p = num(l$p), lambda = I(num(l$lambda)), ddf = l$ddf)) } }
terms_of("logit_nhanes", svyglm(HI_CHOL ~ race + agecat + RIAGENDR, update(nh, race = factor(race)), family = quasibinomial(), control = to_the_end), ~race, "nhanes", "HI_CHOL ~ factor(race) + agecat + RIAGENDR", "quasibinomial")
terms_of("poisson_strat", svyglm(api.stu ~ enroll + stype, strat, family = quasipoisson(), control = to_the_end), ~stype, "strat", "api.stu ~ enroll + stype", "quasipoisson")
terms_of("gaussian_jk1", svyglm(api00 ~ ell + meals + stype, jk1), ~stype, "jk1", "api00 ~ ell + meals + stype", "gaussian")
add("standardize_all/nhanes", "nhanes", "standardized_mean", list(over = NULL), { s <- svystandardize(nhc, by = ~agecat, population = c(55901, 77670, 72816, 45364))
  m <- svymean(~HI_CHOL, s); list(estimate = I(num(coef(m))), se = I(num(SE(m)))) })
add("standardize/jk1", "jk1", "standardized_mean", list(by = "sch.wide", over = "comp.imp"), { s <- svystandardize(jk1, by = ~stype, over = ~awards, population = c(4421, 755, 1018))
  b <- svyby(~api00, ~awards, s, svymean); list(estimate = I(num(coef(b))), se = I(num(SE(b)))) })
b <- svyby(~enroll, ~stype, jk1, svytotal, covmat = TRUE)
add("by_total/jk1/stype", "jk1", "by", list(var = "enroll", by = I("stype"), stat = "total"), list(names = I(names(coef(b))), estimate = I(num(coef(b))), se = I(num(SE(b))), vcov = mat(vcov(b))))
g <- svyglm(sch.wide ~ ell + meals + mobility, clus1, family = quasibinomial(), control = to_the_end); k <- svycontrast(g, quote(exp(ell)))
add("contrast_odds_ratio/clus1", "clus1", "contrast", list(formula = "sch.wide ~ ell + meals + mobility", expr = "exp(ell)"), list(estimate = num(coef(k)), se = num(SE(k))))

# Tails: those of survey, and the exact one by numerical inversion of the characteristic function (Imhof
# 1961), which for two chi-squares falls too slowly: there by integrating over one of them.
imhof <- function(x, a, h) { theta <- function(u) colSums(h * atan(outer(2 * a, u))) / 2 - x * u
  rho <- function(u) exp(colSums(h * log1p(outer(2 * a, u)^2)) / 4)
  f <- function(u) sin(theta(u)) / (u * rho(u)); breaks <- c(0, 10^seq(-4, 6, by = .02))
  .5 + sum(mapply(function(l, u) integrate(f, l, u, rel.tol = 1e-10, abs.tol = 1e-15, stop.on.error = FALSE)$value, head(breaks, -1), breaks[-1])) / pi }
two <- function(x, a) { k <- sqrt(x / a[2]); f <- function(z) pchisq((x - a[2] * z^2) / a[1], 1, lower.tail = FALSE) * 2 * dnorm(z)
  integrate(f, 0, min(k, 40), rel.tol = 1e-12, subdivisions = 2000)$value + if (k < 40) 2 * pnorm(-k) else 0 }
# uniroot ends at 1e-8, which near the mean leaves its tails 1e-4 apart from those of the exact saddlepoint.
polished <- survey:::saddle; body(polished) <- parse(text = gsub("tol = 1e-08", "tol = 1e-16", deparse(body(polished))))[[1]]
assignInNamespace("saddle", polished, "survey")
tails <- list()
for (a in list(c(2.7, 1.9), c(1.2, 1.1, .9, .4, .1), c(5, .05), c(1, 1, 1, 1), c(3.1))) for (ddf in c(4, 20.92, 360.2, Inf)) for (m in c(.3, 1.05, 2, 5)) {
  x <- m * sum(a); one <- rep(1, length(a)); fin <- is.finite(ddf)
  p <- function(method) if (fin) survey:::pFsum(x, one, a, ddf = ddf, lower.tail = FALSE, method = method) else survey:::pchisqsum(x, one, a, lower.tail = FALSE, method = method)
  exact <- if (length(unique(a)) == 1) (if (fin) pf(m, length(a), ddf, lower.tail = FALSE) else pchisq(x / a[1], length(a), lower.tail = FALSE))
           else if (fin) imhof(0, c(a, -x / ddf), c(one, ddf)) else if (length(a) == 2) two(x, a) else imhof(x, a, one)
  tails[[length(tails) + 1]] <- list(x = x, weights = I(a), ddf = if (fin) ddf else NULL, saddlepoint = p("saddlepoint"), satterthwaite = p("satterthwaite"), exact = exact)
}
cat(toJSON(list(survey = as.character(packageVersion("survey")), cases = CASES, tails = tails), auto_unbox = TRUE, digits = NA, na = "null", null = "null"), "\n")
