# Agreement of every board on eight domains by every index, by R's multilevel.

source("serve.R")
suppressMessages(library(multilevel))

board <- people_of()
answers <- answers_of(length(board))
nulls <- c(2, 1.34, 0.90, 0.44)

# It leaves out boards of nobody and gives the others in the order of their names.
placed <- function(table, column) {
  values <- rep(NA_real_, boards)
  values[as.integer(as.character(table$grpid)) + 1L] <- table[[column]]
  values
}

work <- function() lapply(domains, function(items) {
  x <- answers[, items]
  list(rwg = lapply(nulls, function(null) rwg.j(x, board, ranvar = null)), awg = awg(x, board),
       ad_mean = ad.m(x, board), ad_median = ad.m(x, board, type = "median"))
})

numbers <- function(found) {
  laid_out <- function(part, column) {
    as.vector(t(vapply(found, function(domain) placed(part(domain), column), numeric(boards))[seq_len(min(shown, boards)), ]))
  }
  rwg <- lapply(1:4, function(i) laid_out(function(domain) domain$rwg[[i]], "rwg.j"))
  names(rwg) <- paste0("rwg", 0:3)
  c(rwg, list(awg = laid_out(function(domain) domain$awg, "a.wg"),
              ad_mean = laid_out(function(domain) domain$ad_mean, "AD.M"),
              ad_median = laid_out(function(domain) domain$ad_median, "AD.M")))
}

serve(work, numbers)
