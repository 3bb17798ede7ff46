/* Cases of responses: the answer, or the failure. */
#include <stddef.h>

#include "json.h"
#include "vectors.h"

static tvpass_failure failure;

void print_enhanced_error(const char *name, const tvpass_enhanced_error *error) {
  json_open(name, '{');
  json_name("action", &error->action);
  json_told("status", error->status);
  json_text("code", &error->code);
  json_text("message", &error->message);
  json_text("details", &error->details);
  json_text("helpUrl", &error->help_url);
  json_text("trace", &error->trace);
  json_close('}');
}

static void print_failure(tvpass_result result) {
  json_open("failure", '{');
  switch (result) {
    case TVPASS_RESULT_SERVICE:
      json_string("kind", text_of("service"));
      json_number("httpStatus", failure.http_status);
      print_enhanced_error("error", &failure.error);
      break;
    case TVPASS_RESULT_REGISTRATION:
      json_string("kind", text_of("registration"));
      json_number("httpStatus", failure.http_status);
      json_name("error", &failure.registration);
      break;
    case TVPASS_RESULT_THROTTLED:
      json_string("kind", text_of("throttled"));
      break;
    case TVPASS_RESULT_NOT_API:
      json_string("kind", text_of("not_api"));
      json_number("httpStatus", failure.http_status);
      break;
    default:
      json_string("kind", text_of("malformed"));
      json_number("httpStatus", failure.http_status);
      print_refusal(result, &failure.detail);
      break;
  }
  json_close('}');
}

/* Decodes into a place of the answer's own type, and prints it if that went well. */
#define DECODE(type, decode, print)                      \
  do {                                                   \
    static type answer;                                  \
    result = decode(status, body, &answer, &failure);    \
    if (result == TVPASS_RESULT_OK) {                    \
      print(&answer);                                    \
    }                                                    \
  } while (0)

static int is_one_of(tvpass_string endpoint, const char *const *names, uint32_t count) {
  uint32_t index;
  for (index = 0; index < count; index++) {
    if (is_equal(endpoint, text_of(names[index]))) {
      return 1;
    }
  }
  return 0;
}

#define IS_ONE_OF(names) is_one_of(endpoint, names, sizeof names / sizeof names[0])

void run_response(const vector *of) {
  static const char *const sessions[] = {"create_session", "resume_session", "partner_request"};
  static const char *const profiles[] = {"profiles", "profile_mvpd", "profile_code", "partner_profile"};
  static const char *const decisions[] = {"preauthorize", "authorize"};
  static const char *const tokens[] = {"sso_token", "sso_refresh"};
  const tvpass_string endpoint = member_of(of, "endpoint");
  const tvpass_string text = member_of(of, "body");
  const tvpass_bytes body = {(const uint8_t *)text.bytes, text.length};
  const uint32_t status = (uint32_t)number_of(member_of(of, "status"));
  tvpass_result result = TVPASS_RESULT_UNKNOWN;
  if (is_equal(endpoint, text_of("register"))) {
    DECODE(tvpass_client_credentials, tvpass_client_credentials_decode, print_credentials);
  } else if (is_equal(endpoint, text_of("token"))) {
    DECODE(tvpass_access_token, tvpass_access_token_decode, print_token);
  } else if (is_equal(endpoint, text_of("configuration"))) {
    DECODE(tvpass_configuration, tvpass_configuration_decode, print_configuration);
  } else if (is_equal(endpoint, text_of("session_info"))) {
    DECODE(tvpass_session_details, tvpass_session_details_decode, print_information);
  } else if (is_equal(endpoint, text_of("logout"))) {
    DECODE(tvpass_logouts, tvpass_logouts_decode, print_logouts);
  } else if (IS_ONE_OF(sessions)) {
    DECODE(tvpass_session, tvpass_session_decode, print_session);
  } else if (IS_ONE_OF(profiles)) {
    DECODE(tvpass_profiles, tvpass_profiles_decode, print_profiles);
  } else if (IS_ONE_OF(decisions)) {
    DECODE(tvpass_decisions, tvpass_decisions_decode, print_decisions);
  } else if (IS_ONE_OF(tokens)) {
    DECODE(tvpass_issued_token, tvpass_issued_token_decode, print_issued_token);
  } else if (is_equal(endpoint, text_of("sso_link"))) {
    DECODE(tvpass_issued_link_code, tvpass_issued_link_code_decode, print_issued_link_code);
  } else if (is_equal(endpoint, text_of("sso_list"))) {
    DECODE(tvpass_linked_devices, tvpass_linked_devices_decode, print_linked_devices);
  } else if (is_equal(endpoint, text_of("sso_unlink"))) {
    DECODE(tvpass_unlinked_devices, tvpass_unlinked_devices_decode, print_unlinked_devices);
  }
  if (result != TVPASS_RESULT_OK) {
    print_failure(result);
  }
}
