#include "television.h"

#include <stddef.h>

tvpass_buffer television_buffer(uint8_t *bytes, uint32_t capacity) {
  tvpass_buffer buffer;
  buffer.bytes = bytes;
  buffer.capacity = capacity;
  return buffer;
}

tvpass_string television_text(const char *text) {
  tvpass_string string = {text, 0};
  while (text != NULL && text[string.length] != '\0') {
    string.length++;
  }
  return string;
}

void television_tell(television *tv, const char *what, tvpass_string text) {
  tv->platform.tell(tv->platform.self, what, text);
}

/* A text of an answer that has escapes is resolved in the request's buffer, which no step uses while a viewer is told. */
void television_tell_text(television *tv, const char *what, const tvpass_text *text) {
  tvpass_string string = {(const char *)tv->request, 0};
  const tvpass_buffer buffer = television_buffer(tv->request, sizeof tv->request);
  if (tvpass_text_copy(text, buffer, &string.length, NULL) == TVPASS_RESULT_OK) {
    television_tell(tv, what, string);
  }
}

/* Saves between a decision and its step: a registration that was lost would cost the viewer the sign-in. A state that could
 * not be saved stays unsaved, and is tried again at the next decision. */
static void keep(television *tv) {
  const uint32_t revision = tvpass_installation_revision(&tv->installation);
  tvpass_bytes saved;
  tvpass_result result;
  if (!tvpass_installation_is_unsaved(&tv->installation)) {
    return;
  }
  result = tvpass_installation_save(&tv->installation, &tv->settings.app,
                                    television_buffer(tv->saved, sizeof tv->saved), &saved, NULL);
  if (result == TVPASS_RESULT_OK && tv->platform.keep(tv->platform.self, saved)) {
    (void)tvpass_installation_mark_saved(&tv->installation, revision);
  } else {
    television_tell(tv, "The registration could not be kept", tvpass_result_text(result));
  }
}

tvpass_event television_event(uint32_t kind) {
  tvpass_event event = {0, 0, 0, {NULL, 0}, {NULL, 0}, NULL, {NULL, 0}};
  event.kind = kind;
  return event;
}

static tvpass_result begin_sign_in(television *tv) {
  return tvpass_sign_in_init(&tv->flow.sign_in, &tv->settings.sign_in, NULL);
}

static tvpass_result handle_sign_in(television *tv, const tvpass_now *now, const tvpass_event *event) {
  return tvpass_sign_in_handle(&tv->flow.sign_in, &tv->settings.app, &tv->installation, now, event, NULL);
}

static tvpass_result write_sign_in(television *tv, tvpass_buffer buffer) {
  return tvpass_sign_in_step(&tv->flow.sign_in, &tv->settings.app, &tv->installation, buffer, &tv->step, NULL);
}

static tvpass_event ask_for_sign_in(television *tv) {
  switch (tv->step.kind) {
    case TVPASS_STEP_KIND_SHOW_CODE:
      television_tell(tv, "Code", tv->step.content.code.code);
      television_tell(tv, "Page", tv->step.content.code.authenticate_url);
      return television_event(TVPASS_EVENT_KIND_SHOWN);
    case TVPASS_STEP_KIND_CODE_EXPIRED:
      television_tell(tv, "The code has expired", television_text(NULL));
      return television_event(TVPASS_EVENT_KIND_NEW_CODE);
    case TVPASS_STEP_KIND_CODE_REPLACED:
      television_tell(tv, "Another program of this device has taken the code's place", television_text(NULL));
      return television_event(TVPASS_EVENT_KIND_NEW_CODE);
    default:
      /* A question that a television which shows a code is never asked. */
      return television_event(TVPASS_EVENT_KIND_CANCEL);
  }
}

void television_tell_profile(television *tv, const tvpass_profile *profile) {
  tvpass_attribute_cursor cursor;
  tvpass_attribute attribute;
  television_tell_text(tv, "Signed in at", &profile->mvpd);
  if (tvpass_attributes_begin(&profile->attributes, &cursor) != TVPASS_RESULT_OK) {
    return;
  }
  while (tvpass_attributes_next(&cursor, &attribute) == TVPASS_RESULT_OK) {
    television_tell_text(tv, "Attribute", &attribute.name);
  }
}

static void end_sign_in(television *tv) {
  if (tv->step.kind == TVPASS_STEP_KIND_SIGNED_IN) {
    television_tell_profile(tv, &tv->step.content.signed_in.profile);
  } else {
    television_tell(tv, "Go on with decisions", television_text(NULL));
  }
}

const television_flow television_sign_in = {begin_sign_in, handle_sign_in, write_sign_in, ask_for_sign_in, end_sign_in};

static tvpass_result begin_authorize(television *tv) {
  return tvpass_authorization_init(&tv->flow.authorization, tv->settings.resource, tv->settings.sign_in.mvpd, NULL);
}

static tvpass_result handle_authorize(television *tv, const tvpass_now *now, const tvpass_event *event) {
  return tvpass_authorization_handle(&tv->flow.authorization, &tv->settings.app, &tv->installation, now, event, NULL);
}

static tvpass_result write_authorize(television *tv, tvpass_buffer buffer) {
  return tvpass_authorization_step(&tv->flow.authorization, &tv->settings.app, &tv->installation, buffer, &tv->step,
                                   NULL);
}

static void end_authorize(television *tv) {
  switch (tv->step.kind) {
    case TVPASS_STEP_KIND_PERMITTED:
      television_tell_text(tv, "May watch", &tv->step.content.decision.resource);
      break;
    case TVPASS_STEP_KIND_DENIED:
      television_tell_text(tv, "May not watch", &tv->step.content.decision.resource);
      television_tell_text(tv, "Because", &tv->step.content.decision.error.details);
      break;
    default:
      television_tell(tv, "Nobody is signed in", television_text(NULL));
      break;
  }
}

const television_flow television_authorize = {begin_authorize, handle_authorize, write_authorize, NULL, end_authorize};

static tvpass_result begin_logout(television *tv) {
  const tvpass_sign_in_arguments *sign_in = &tv->settings.sign_in;
  return tvpass_logout_init(&tv->flow.logout, sign_in->mvpd, sign_in->redirect_url, NULL);
}

static tvpass_result handle_logout(television *tv, const tvpass_now *now, const tvpass_event *event) {
  return tvpass_logout_handle(&tv->flow.logout, &tv->settings.app, &tv->installation, now, event, NULL);
}

static tvpass_result write_logout(television *tv, tvpass_buffer buffer) {
  return tvpass_logout_step(&tv->flow.logout, &tv->settings.app, &tv->installation, buffer, &tv->step, NULL);
}

static tvpass_event ask_for_logout(television *tv) {
  tvpass_string url;
  uint32_t index = 0;
  if (tv->step.kind == TVPASS_STEP_KIND_SIGN_OUT_AT_PARTNER) {
    television_tell(tv, "Sign out in the settings, too", television_text(NULL));
    return television_event(TVPASS_EVENT_KIND_SHOWN);
  }
  while (tvpass_urls_get(&tv->step.content.urls, index++, &url) == TVPASS_RESULT_OK) {
    television_tell(tv, "Open", url);
  }
  return television_event(TVPASS_EVENT_KIND_USER_AGENT_RETURNED);
}

static void end_logout(television *tv) {
  television_tell(tv, "Logged out", television_text(NULL));
}

const television_flow television_logout = {begin_logout, handle_logout, write_logout, ask_for_logout, end_logout};

tvpass_result television_begin(television *tv, const television_flow *flow) {
  tv->running = flow;
  return flow->begin(tv);
}

tvpass_result television_turn(television *tv, const tvpass_event *event) {
  const tvpass_now now = tv->platform.now(tv->platform.self);
  const tvpass_result result = tv->running->handle(tv, &now, event);
  if (result != TVPASS_RESULT_OK) {
    return result;
  }
  keep(tv);
  return tv->running->write(tv, television_buffer(tv->request, sizeof tv->request));
}

tvpass_event television_ask(television *tv) {
  return tv->running->ask == NULL ? television_event(TVPASS_EVENT_KIND_CANCEL) : tv->running->ask(tv);
}

static void tell_stop(television *tv, const tvpass_stop *stop) {
  television_tell(tv, "Stopped", tvpass_result_text(stop->failure.result));
  television_tell_text(tv, "Code of the error", &stop->failure.error.code);
  television_tell_text(tv, "Trace", &stop->failure.error.trace);
}

void television_tell_end(television *tv) {
  if (tv->step.kind == TVPASS_STEP_KIND_STOP) {
    tell_stop(tv, &tv->step.content.stop);
  } else {
    tv->running->end(tv);
  }
}

tvpass_result television_start(television *tv, const television_platform *platform,
                               const television_settings *settings, tvpass_bytes saved) {
  tvpass_result result;
  tv->platform = *platform;
  tv->settings = *settings;
  result = tvpass_installation_init(&tv->installation, television_buffer(tv->memory, sizeof tv->memory), NULL);
  if (result == TVPASS_RESULT_OK && saved.length > 0) {
    const tvpass_result restored =
        tvpass_installation_restore(&tv->installation, &tv->settings.app, saved, NULL);
    if (restored != TVPASS_RESULT_OK) {
      television_tell(tv, "What was kept is not taken up", tvpass_result_text(restored));
    }
  }
  return result;
}
