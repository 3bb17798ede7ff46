/* Answers in the neutral form of the vectors. */
#include <stddef.h>

#include "json.h"
#include "vectors.h"

void print_credentials(const tvpass_client_credentials *credentials) {
  json_open("answer", '{');
  json_text("client_id", &credentials->client_id);
  json_text("client_secret", &credentials->client_secret);
  json_told("client_id_issued_at", credentials->client_id_issued_at);
  json_texts("redirect_uris", &credentials->redirect_uris);
  json_texts("grant_types", &credentials->grant_types);
  json_texts("scopes", &credentials->scopes);
  json_close('}');
}

void print_token(const tvpass_access_token *token) {
  json_open("answer", '{');
  json_text("id", &token->id);
  json_text("access_token", &token->access_token);
  json_told("created_at", token->created_at);
  json_number("expires_in", token->expires_in);
  json_text("token_type", &token->token_type);
  json_text("refresh_token", &token->refresh_token);
  json_close('}');
}

static void print_authentication_request(const tvpass_authentication_request *request) {
  json_open("authenticationRequest", '{');
  json_text("type", &request->request_type);
  json_text("request", &request->request);
  json_texts("attributesNames", &request->attributes_names);
  json_close('}');
}

void print_session(const tvpass_session *session) {
  json_open("answer", '{');
  json_name("actionName", &session->action_name);
  json_name("actionType", &session->action_type);
  json_name("reasonType", &session->reason_type);
  json_texts("missingParameters", &session->missing_parameters);
  json_text("url", &session->url);
  json_text("code", &session->code);
  json_text("sessionId", &session->session_id);
  json_text("mvpd", &session->mvpd);
  json_text("serviceProvider", &session->service_provider);
  json_told("notBefore", session->not_before);
  json_told("notAfter", session->not_after);
  print_authentication_request(&session->authentication_request);
  json_close('}');
}

static void print_mvpd(const tvpass_mvpd *mvpd) {
  json_open(NULL, '{');
  json_text("id", &mvpd->id);
  json_text("displayName", &mvpd->display_name);
  json_text("logoUrl", &mvpd->logo_url);
  json_boolean("isTempPass", mvpd->is_temp_pass);
  json_boolean("isProxy", mvpd->is_proxy);
  json_boolean("authPerAggregator", mvpd->auth_per_aggregator);
  json_boolean("authPerBrowserSession", mvpd->auth_per_browser_session);
  json_boolean("passiveAuthnEnabled", mvpd->passive_authn_enabled);
  json_boolean("enablePlatformServices", mvpd->enable_platform_services);
  json_boolean("displayInPlatformPicker", mvpd->display_in_platform_picker);
  json_boolean("enforcePlatformPermissions", mvpd->enforce_platform_permissions);
  json_name("boardingStatus", &mvpd->boarding_status);
  json_text("platformMappingId", &mvpd->platform_mapping_id);
  json_close('}');
}

static void print_piece(const tvpass_configuration_piece *piece) {
  switch (piece->kind) {
    case TVPASS_CONFIGURATION_PIECE_KIND_SETTING:
      json_value(&piece->content.setting.name, NULL, &piece->content.setting.value);
      break;
    case TVPASS_CONFIGURATION_PIECE_KIND_REQUESTOR_ID:
      json_text("id", &piece->content.text);
      break;
    case TVPASS_CONFIGURATION_PIECE_KIND_REQUESTOR_NAME:
      json_text("name", &piece->content.text);
      break;
    case TVPASS_CONFIGURATION_PIECE_KIND_DOMAIN:
      json_open(NULL, '{');
      json_text("name", &piece->content.domain.name);
      json_truth("mvpdInitiated", piece->content.domain.mvpd_initiated);
      json_close('}');
      break;
    default:
      print_mvpd(&piece->content.mvpd);
      break;
  }
}

/* The pieces of two kinds, or of one, in the order of the text. */
static void print_pieces(const tvpass_configuration *configuration, uint32_t kind, uint32_t other) {
  tvpass_configuration_cursor cursor;
  tvpass_configuration_piece piece;
  tvpass_result result = tvpass_configuration_begin(configuration, &cursor);
  while (result == TVPASS_RESULT_OK && (result = tvpass_configuration_next(&cursor, &piece)) == TVPASS_RESULT_OK) {
    if (piece.kind == kind || piece.kind == other) {
      print_piece(&piece);
    }
  }
}

void print_configuration(const tvpass_configuration *configuration) {
  json_open("answer", '{');
  json_open("settings", '{');
  print_pieces(configuration, TVPASS_CONFIGURATION_PIECE_KIND_SETTING, 0);
  json_close('}');
  json_open("requestor", '{');
  print_pieces(configuration, TVPASS_CONFIGURATION_PIECE_KIND_REQUESTOR_ID,
               TVPASS_CONFIGURATION_PIECE_KIND_REQUESTOR_NAME);
  json_close('}');
  json_open("domains", '[');
  print_pieces(configuration, TVPASS_CONFIGURATION_PIECE_KIND_DOMAIN, 0);
  json_close(']');
  json_open("mvpds", '[');
  print_pieces(configuration, TVPASS_CONFIGURATION_PIECE_KIND_MVPD, 0);
  json_close(']');
  json_close('}');
}

static void print_attributes(const tvpass_attributes *attributes) {
  tvpass_attribute_cursor cursor;
  tvpass_attribute attribute;
  tvpass_result result = tvpass_attributes_begin(attributes, &cursor);
  json_open("attributes", '[');
  while (result == TVPASS_RESULT_OK && (result = tvpass_attributes_next(&cursor, &attribute)) == TVPASS_RESULT_OK) {
    json_open(NULL, '{');
    json_text("name", &attribute.name);
    json_value(NULL, "value", &attribute.value);
    json_name("state", &attribute.state);
    if (attribute.error.kind != TVPASS_VALUE_KIND_NULL) {
      json_value(NULL, "error", &attribute.error);
    }
    json_close('}');
  }
  json_close(']');
}

void print_profiles(const tvpass_profiles *profiles) {
  tvpass_profile_cursor cursor;
  tvpass_profile profile;
  tvpass_result result = tvpass_profiles_begin(profiles, &cursor);
  json_open("answer", '{');
  json_open("profiles", '[');
  while (result == TVPASS_RESULT_OK && (result = tvpass_profiles_next(&cursor, &profile)) == TVPASS_RESULT_OK) {
    json_open(NULL, '{');
    json_text("mvpd", &profile.mvpd);
    json_number("notBefore", profile.not_before);
    json_number("notAfter", profile.not_after);
    json_text("issuer", &profile.issuer);
    json_name("type", &profile.profile_type);
    json_text("sessionId", &profile.session_id);
    print_attributes(&profile.attributes);
    json_close('}');
  }
  json_close(']');
  json_close('}');
}

static void print_decision(const tvpass_decision *decision) {
  json_open(NULL, '{');
  json_text("resource", &decision->resource);
  json_text("serviceProvider", &decision->service_provider);
  json_text("mvpd", &decision->mvpd);
  json_boolean("authorized", decision->authorized != 0);
  json_name("source", &decision->source);
  json_told("notBefore", decision->not_before);
  json_told("notAfter", decision->not_after);
  if (tvpass_text_is_present(&decision->media_token)) {
    json_open("token", '{');
    json_text("serializedToken", &decision->media_token);
    json_told("notBefore", decision->media_token_not_before);
    json_told("notAfter", decision->media_token_not_after);
    json_told("issuedAt", decision->media_token_issued_at);
    json_close('}');
  }
  if (decision->has_error) {
    print_enhanced_error("error", &decision->error);
  }
  json_close('}');
}

void print_decisions(const tvpass_decisions *decisions) {
  tvpass_decision_cursor cursor;
  tvpass_decision decision;
  tvpass_result result = tvpass_decisions_begin(decisions, &cursor);
  json_open("answer", '{');
  json_open("decisions", '[');
  while (result == TVPASS_RESULT_OK && (result = tvpass_decisions_next(&cursor, &decision)) == TVPASS_RESULT_OK) {
    print_decision(&decision);
  }
  json_close(']');
  json_close('}');
}

void print_logouts(const tvpass_logouts *logouts) {
  tvpass_logout_cursor cursor;
  tvpass_logout_action action;
  tvpass_result result = tvpass_logouts_begin(logouts, &cursor);
  json_open("answer", '{');
  json_open("logouts", '[');
  while (result == TVPASS_RESULT_OK && (result = tvpass_logouts_next(&cursor, &action)) == TVPASS_RESULT_OK) {
    json_open(NULL, '{');
    json_name("actionName", &action.action_name);
    json_name("actionType", &action.action_type);
    json_text("mvpd", &action.mvpd);
    json_text("url", &action.url);
    json_close('}');
  }
  json_close(']');
  json_close('}');
}

static void print_issued(const char *name, const tvpass_text *secret, uint64_t not_before, uint64_t not_after,
                         const tvpass_text *status) {
  json_open("answer", '{');
  json_text(name, secret);
  json_told("notBefore", not_before);
  json_told("notAfter", not_after);
  json_text("status", status);
  json_close('}');
}

void print_issued_token(const tvpass_issued_token *issued) {
  print_issued("serviceToken", &issued->token, issued->not_before, issued->not_after, &issued->status);
}

void print_issued_link_code(const tvpass_issued_link_code *issued) {
  print_issued("code", &issued->code, issued->not_before, issued->not_after, &issued->status);
}

static void print_device_attributes(const tvpass_device_attributes *attributes) {
  tvpass_device_attribute_cursor cursor;
  tvpass_text name;
  tvpass_value value;
  tvpass_result result = tvpass_device_attributes_begin(attributes, &cursor);
  json_open("attributes", '{');
  while (result == TVPASS_RESULT_OK &&
         (result = tvpass_device_attributes_next(&cursor, &name, &value)) == TVPASS_RESULT_OK) {
    json_value(&name, NULL, &value);
  }
  json_close('}');
}

void print_linked_devices(const tvpass_linked_devices *devices) {
  tvpass_linked_device_cursor cursor;
  tvpass_linked_device device;
  tvpass_result result = tvpass_linked_devices_begin(devices, &cursor);
  json_open("answer", '{');
  json_open("devices", '[');
  while (result == TVPASS_RESULT_OK && (result = tvpass_linked_devices_next(&cursor, &device)) == TVPASS_RESULT_OK) {
    json_open(NULL, '{');
    json_text("id", &device.id);
    print_device_attributes(&device.attributes);
    json_close('}');
  }
  json_close(']');
  json_close('}');
}

void print_unlinked_devices(const tvpass_unlinked_devices *devices) {
  tvpass_unlinked_device_cursor cursor;
  tvpass_text id;
  tvpass_result result = tvpass_unlinked_devices_begin(devices, &cursor);
  json_open("answer", '{');
  json_open("unlinkedDevices", '[');
  while (result == TVPASS_RESULT_OK && (result = tvpass_unlinked_devices_next(&cursor, &id)) == TVPASS_RESULT_OK) {
    json_text(NULL, &id);
  }
  json_close(']');
  json_close('}');
}
