# Alpha, Feldt's interval, item-rest and alpha without each item, of eight domains, by R's psych.

source("serve.R")
suppressMessages(library(psych))

# It takes the degrees of freedom of its interval from all people, those with a gap too. So it is given only those
# without one, which ours has yet to find.
answers <- answers_of(length(people_of()))
complete <- lapply(domains, function(items) na.omit(as.data.frame(answers[, items])))

work <- function() lapply(complete, psych::alpha, warnings = FALSE)

numbers <- function(found) list(
  alpha = vapply(found, function(each) each$total$raw_alpha, 0),
  limits = as.vector(vapply(found, function(each) c(each$feldt$lower.ci[[1]], each$feldt$upper.ci[[1]]), numeric(2))),
  item_rest = as.vector(vapply(found, function(each) each$item.stats$r.drop, numeric(5))),
  if_dropped = as.vector(vapply(found, function(each) each$alpha.drop$raw_alpha, numeric(5))))

serve(work, numbers)
