#include "output.h"

#include <stdio.h>

void output_tell(const char *what, tvpass_string text) {
  (void)printf("%s%s%.*s\n", what, text.length == 0 ? "" : ": ", (int)text.length, text.length == 0 ? "" : text.bytes);
  (void)fflush(stdout);
}

void output_observe(const television_exchange *exchange, const char *cause) {
  const tvpass_string method = tvpass_method_text(exchange->method);
  (void)fprintf(stderr, "%.*s %.*s: %u after %lu ms, attempt %u%s%s\n", (int)method.length, method.bytes,
                (int)exchange->target.length, exchange->target.bytes, (unsigned)exchange->http_status,
                (unsigned long)exchange->millis, (unsigned)exchange->attempt, cause == NULL ? "" : ": ",
                cause == NULL ? "" : cause);
}
