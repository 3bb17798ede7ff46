/* Cases of URLs: where a text of an answer leads. */
#include <stddef.h>

#include "json.h"
#include "vectors.h"

/* Texts come from answers only: a logout's, around the URL of the case. */
static int text_of_answer(tvpass_string url, tvpass_text *text) {
  static const char before[] = "{\"logouts\":{\"x\":{\"actionName\":\"\",\"actionType\":\"\",\"mvpd\":\"\",\"url\":\"";
  static const char after[] = "\"}}}";
  const tvpass_string parts[] = {text_of(before), url, text_of(after)};
  tvpass_bytes body = {decoded, 0};
  tvpass_logouts logouts;
  tvpass_logout_cursor cursor;
  tvpass_logout_action action;
  uint32_t part;
  uint32_t at;
  for (part = 0; part < 3; part++) {
    for (at = 0; at < parts[part].length; at++) {
      const char character = parts[part].bytes[at];
      if (part == 1 && (character == '"' || character == '\\')) {
        decoded[body.length++] = '\\';
      }
      decoded[body.length++] = (uint8_t)character;
    }
  }
  if (tvpass_logouts_decode(200, body, &logouts, NULL) != TVPASS_RESULT_OK ||
      tvpass_logouts_begin(&logouts, &cursor) != TVPASS_RESULT_OK ||
      tvpass_logouts_next(&cursor, &action) != TVPASS_RESULT_OK) {
    return 0;
  }
  *text = action.url;
  return 1;
}

void run_url(const vector *of) {
  tvpass_detail detail = {0, 0, {NULL, 0}};
  tvpass_text text;
  tvpass_string resolved;
  tvpass_result result = TVPASS_RESULT_INVALID_URL;
  /* What no JSON string can hold, no answer can bring. */
  if (text_of_answer(member_of(of, "url"), &text)) {
    result = tvpass_url_resolve(member_of(of, "base"), &text, WRITTEN, &resolved, &detail);
  }
  if (result == TVPASS_RESULT_OK) {
    json_string("resolved", resolved);
  } else {
    json_string("error", text_of(result == TVPASS_RESULT_UNPROTECTED_URL ? "downgrade" : "invalid"));
  }
}
