# From people's scores to variance components and shrunk scores of boards, by R's lme4.

source("serve.R")
suppressMessages(library(lme4))

board <- people_of()
people <- data.frame(y = readBin(file.path(folder, "scores.bin"), "double", length(board)), board = factor(board))

# The tolerance is its own default sharpened, since with the default its last digits are those of the search.
work <- function() {
  fit <- lmer(y ~ 1 + (1 | board), people, REML = TRUE, control = lmerControl(optCtrl = list(ftol_abs = 1e-12, xtol_abs = 1e-12)))
  list(fit = fit, effects = ranef(fit, condVar = TRUE)$board)
}

numbers <- function(found) {
  components <- as.data.frame(VarCorr(found$fit))$vcov
  first <- seq_len(min(shown, boards))
  list(components = c(fixef(found$fit)[[1]], components),
       estimate = fixef(found$fit)[[1]] + found$effects[first, 1],
       sd = sqrt(attr(found$effects, "postVar")[1, 1, first]))
}

serve(work, numbers)
