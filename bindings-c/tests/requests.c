/* Cases of requests. */
#include <stddef.h>

#include "json.h"
#include "vectors.h"

#define MOST_ITEMS 16

static tvpass_request request;
static tvpass_detail detail;

static tvpass_headers headers_of(const vector *of) {
  static const char *const senders[] = {"streaming_device", "browser", "secondary_application"};
  tvpass_headers headers = {0, {{NULL, 0}}};
  const tvpass_string sender = member_of(of, "sender");
  uint32_t index;
  for (index = 0; index < of->count; index++) {
    const tvpass_string path = text_of(of->members[index].path);
    const tvpass_string prefix = text_of("headers.");
    const tvpass_string start = {path.bytes, prefix.length < path.length ? prefix.length : 0};
    uint32_t header;
    for (header = 0; is_equal(start, prefix) && header < TVPASS_HEADER_COUNT; header++) {
      const tvpass_string name = {path.bytes + prefix.length, path.length - prefix.length};
      if (is_equal(name, tvpass_header_text(header))) {
        headers.values[header] = of->members[index].value;
      }
    }
  }
  for (index = 0; index < sizeof senders / sizeof senders[0]; index++) {
    if (is_equal(sender, text_of(senders[index]))) {
      headers.sender = index;
    }
  }
  return headers;
}

static tvpass_string field(const vector *of, const char *path) {
  return member_of(of, path);
}

/* A parameter that a call must have is given as an empty text where the case gives none, so that the core judges it. */
static tvpass_string required(const vector *of, const char *path) {
  const tvpass_string value = member_of(of, path);
  return value.bytes == NULL ? text_of("") : value;
}

static tvpass_result encode_register(const vector *of, const tvpass_headers *headers) {
  const tvpass_register_call call = {required(of, "fields.software_statement"), field(of, "fields.redirect_uri")};
  return tvpass_register_call_encode(headers, &call, WRITTEN, &request, &detail);
}

static tvpass_result encode_token(const vector *of, const tvpass_headers *headers) {
  const tvpass_token_call call = {required(of, "fields.client_id"), required(of, "fields.client_secret"),
                                  field(of, "fields.grant_type")};
  return tvpass_token_call_encode(headers, &call, WRITTEN, &request, &detail);
}

static tvpass_result encode_configuration(const vector *of, const tvpass_headers *headers) {
  const tvpass_configuration_call call = {required(of, "fields.serviceProvider")};
  return tvpass_configuration_call_encode(headers, &call, WRITTEN, &request, &detail);
}

static tvpass_result encode_create_session(const vector *of, const tvpass_headers *headers) {
  const tvpass_create_session_call call = {required(of, "fields.serviceProvider"), field(of, "fields.mvpd"),
                                           field(of, "fields.domainName"), field(of, "fields.redirectUrl")};
  return tvpass_create_session_call_encode(headers, &call, WRITTEN, &request, &detail);
}

static tvpass_result encode_resume_session(const vector *of, const tvpass_headers *headers) {
  const tvpass_resume_session_call call = {required(of, "fields.serviceProvider"), required(of, "fields.code"),
                                           field(of, "fields.mvpd"), field(of, "fields.domainName"),
                                           field(of, "fields.redirectUrl")};
  return tvpass_resume_session_call_encode(headers, &call, WRITTEN, &request, &detail);
}

static tvpass_result encode_session_info(const vector *of, const tvpass_headers *headers) {
  const tvpass_session_info_call call = {required(of, "fields.serviceProvider"), required(of, "fields.code")};
  return tvpass_session_info_call_encode(headers, &call, WRITTEN, &request, &detail);
}

static tvpass_result encode_profiles(const vector *of, const tvpass_headers *headers) {
  const tvpass_profiles_call call = {required(of, "fields.serviceProvider")};
  return tvpass_profiles_call_encode(headers, &call, WRITTEN, &request, &detail);
}

static tvpass_result encode_profile_mvpd(const vector *of, const tvpass_headers *headers) {
  const tvpass_profile_mvpd_call call = {required(of, "fields.serviceProvider"), required(of, "fields.mvpd")};
  return tvpass_profile_mvpd_call_encode(headers, &call, WRITTEN, &request, &detail);
}

static tvpass_result encode_profile_code(const vector *of, const tvpass_headers *headers) {
  const int is_early = is_equal(field(of, "fields.path"), text_of("early"));
  const tvpass_profile_code_call call = {
      required(of, "fields.serviceProvider"), required(of, "fields.code"),
      is_early ? TVPASS_PROFILE_CODE_PATH_EARLY : TVPASS_PROFILE_CODE_PATH_CURRENT};
  return tvpass_profile_code_call_encode(headers, &call, WRITTEN, &request, &detail);
}

static tvpass_result encode_partner_request(const vector *of, const tvpass_headers *headers) {
  const tvpass_partner_request_call call = {required(of, "fields.serviceProvider"), field(of, "fields.partner"),
                                            field(of, "fields.domainName"), field(of, "fields.redirectUrl")};
  return tvpass_partner_request_call_encode(headers, &call, WRITTEN, &request, &detail);
}

static tvpass_result encode_partner_profile(const vector *of, const tvpass_headers *headers) {
  const tvpass_partner_profile_call call = {required(of, "fields.serviceProvider"), field(of, "fields.partner"),
                                            required(of, "fields.SAMLResponse")};
  return tvpass_partner_profile_call_encode(headers, &call, WRITTEN, &request, &detail);
}

static tvpass_result encode_logout(const vector *of, const tvpass_headers *headers) {
  const tvpass_logout_call call = {required(of, "fields.serviceProvider"), required(of, "fields.mvpd"),
                                   field(of, "fields.redirectUrl")};
  return tvpass_logout_call_encode(headers, &call, WRITTEN, &request, &detail);
}

static tvpass_result encode_decisions(const vector *of, const tvpass_headers *headers) {
  static tvpass_resource resources[MOST_ITEMS];
  tvpass_decisions_call call = {required(of, "fields.serviceProvider"), required(of, "fields.mvpd"), resources, 0};
  tvpass_string id = item_of(of, "fields.resources.#", 0);
  while (id.bytes != NULL && call.resource_count < MOST_ITEMS) {
    const tvpass_result result = tvpass_resource_init(&resources[call.resource_count], id, &detail);
    if (result != TVPASS_RESULT_OK) {
      return result;
    }
    call.resource_count++;
    id = item_of(of, "fields.resources.#", call.resource_count);
  }
  return is_equal(member_of(of, "endpoint"), text_of("authorize"))
             ? tvpass_authorize_call_encode(headers, &call, WRITTEN, &request, &detail)
             : tvpass_preauthorize_call_encode(headers, &call, WRITTEN, &request, &detail);
}

static tvpass_result encode_sso_token(const vector *of, const tvpass_headers *headers) {
  const tvpass_string code = field(of, "fields.linkCode");
  tvpass_sso_token_call call = {required(of, "fields.serviceProvider"), {TVPASS_PERSON_KIND_LINK_CODE, {NULL, 0}}};
  call.person.text = code;
  if (code.bytes == NULL) {
    call.person.kind = TVPASS_PERSON_KIND_IDENTIFIER;
    call.person.text = required(of, "fields.id");
  }
  return tvpass_sso_token_call_encode(headers, &call, WRITTEN, &request, &detail);
}

static tvpass_result encode_sso_refresh(const vector *of, const tvpass_headers *headers) {
  const tvpass_sso_refresh_call call = {required(of, "fields.serviceProvider")};
  return tvpass_sso_refresh_call_encode(headers, &call, WRITTEN, &request, &detail);
}

static tvpass_result encode_sso_link(const vector *of, const tvpass_headers *headers) {
  const tvpass_sso_link_call call = {required(of, "fields.serviceProvider")};
  return tvpass_sso_link_call_encode(headers, &call, WRITTEN, &request, &detail);
}

static tvpass_result encode_sso_list(const vector *of, const tvpass_headers *headers) {
  const tvpass_sso_list_call call = {required(of, "fields.serviceProvider")};
  return tvpass_sso_list_call_encode(headers, &call, WRITTEN, &request, &detail);
}

static tvpass_result encode_sso_unlink(const vector *of, const tvpass_headers *headers) {
  static tvpass_string devices[MOST_ITEMS];
  tvpass_sso_unlink_call call = {required(of, "fields.serviceProvider"), devices, 0};
  tvpass_string id = item_of(of, "fields.devices.#", 0);
  while (id.bytes != NULL && call.device_count < MOST_ITEMS) {
    devices[call.device_count++] = id;
    id = item_of(of, "fields.devices.#", call.device_count);
  }
  return tvpass_sso_unlink_call_encode(headers, &call, WRITTEN, &request, &detail);
}

static void print_request(void) {
  const tvpass_string body = {(const char *)request.body.bytes, request.body.length};
  uint32_t header;
  json_open("request", '{');
  json_string("method", tvpass_method_text(request.method));
  json_string("target", request.target);
  json_open("headers", '{');
  for (header = 0; header < TVPASS_HEADER_COUNT; header++) {
    if (request.headers.values[header].bytes != NULL) {
      json_member(tvpass_header_text(header), request.headers.values[header]);
    }
  }
  json_close('}');
  json_string("body", body);
  json_close('}');
}

static void run_authenticate(const vector *of) {
  tvpass_string url;
  const tvpass_result result =
      tvpass_authenticate_url(member_of(of, "base"), required(of, "fields.serviceProvider"),
                              required(of, "fields.code"), WRITTEN, &url, &detail);
  if (result == TVPASS_RESULT_OK) {
    json_string("url", url);
  } else {
    print_refusal(result, &detail);
  }
}

void run_request(const vector *of) {
  static const struct {
    const char *endpoint;
    tvpass_result (*encode)(const vector *of, const tvpass_headers *headers);
  } calls[] = {{"register", encode_register},
               {"token", encode_token},
               {"configuration", encode_configuration},
               {"create_session", encode_create_session},
               {"resume_session", encode_resume_session},
               {"session_info", encode_session_info},
               {"profiles", encode_profiles},
               {"profile_mvpd", encode_profile_mvpd},
               {"profile_code", encode_profile_code},
               {"partner_request", encode_partner_request},
               {"partner_profile", encode_partner_profile},
               {"preauthorize", encode_decisions},
               {"authorize", encode_decisions},
               {"logout", encode_logout},
               {"sso_token", encode_sso_token},
               {"sso_refresh", encode_sso_refresh},
               {"sso_link", encode_sso_link},
               {"sso_list", encode_sso_list},
               {"sso_unlink", encode_sso_unlink}};
  const tvpass_headers headers = headers_of(of);
  const tvpass_string endpoint = member_of(of, "endpoint");
  uint32_t index;
  if (is_equal(endpoint, text_of("authenticate"))) {
    run_authenticate(of);
    return;
  }
  for (index = 0; index < sizeof calls / sizeof calls[0]; index++) {
    if (is_equal(endpoint, text_of(calls[index].endpoint))) {
      const tvpass_result result = calls[index].encode(of, &headers);
      if (result == TVPASS_RESULT_OK) {
        print_request();
      } else {
        print_refusal(result, &detail);
      }
    }
  }
}
