# The loop of a worker in R, and its data: what serve.py is to Python. Base R only.

arguments <- commandArgs(trailingOnly = TRUE)
folder <- arguments[1]
boards <- as.integer(arguments[2])
shown <- 300L
domains <- lapply(0:7, function(domain) domain * 5L + 1:5)

# Who is on the first boards, and a matrix of their answers, NA where there is none.
people_of <- function() {
  board <- readBin(file.path(folder, "board.bin"), "integer", 1e8, size = 4)
  board[board < boards]
}

answers_of <- function(n) {
  codes <- readBin(file.path(folder, "whole.bin"), "integer", 1e9, size = 1, signed = FALSE)
  codes[codes == 0L] <- NA
  matrix(as.numeric(codes), ncol = 40L)[seq_len(n), ]
}

megabytes <- function(field) {
  status <- tryCatch(readLines("/proc/self/status"), error = function(e) character(0), warning = function(w) character(0))
  line <- status[startsWith(status, field)]
  if (length(line)) as.numeric(strsplit(line, "[[:space:]]+")[[1]][2]) / 1024 else NaN
}

written <- function(values) {
  text <- sprintf("%.17g", values)
  text[is.na(values)] <- "NaN"
  paste0("[", paste(text, collapse = ", "), "]")
}

serve <- function(work, numbers) {
  told <- file("stdin")
  open(told)
  while (length(readLines(told, n = 1L))) {
    gc()
    try(cat("5", file = "/proc/self/clear_refs"), silent = TRUE)
    before <- megabytes("VmRSS")
    start <- proc.time()
    found <- work()
    spent <- sum((proc.time() - start)[1:2])
    peak <- megabytes("VmHWM")
    named <- numbers(found)
    pairs <- paste0('"', names(named), '": ', vapply(named, written, ""))
    cat(sprintf('{"seconds": %.6f, "added": %s, "whole": %s, "numbers": {%s}}\n', spent,
                format(peak - before), format(peak), paste(pairs, collapse = ", ")))
    flush(stdout())
  }
}
