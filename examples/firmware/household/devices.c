#include <stddef.h>

#include "household.h"

/* The question of all three flows: the token was renewed before the request. */
static tvpass_event keep_renewed(television *tv) {
  household_keep(household_of(tv), &tv->step.content.issued_token);
  return television_event(TVPASS_EVENT_KIND_TOKEN_KEPT);
}

static tvpass_result begin_link(television *tv) {
  household *of = household_of(tv);
  return tvpass_link_device_init(&tv->flow.link_device, &of->kept, of->identifier, NULL);
}

static tvpass_result handle_link(television *tv, const tvpass_now *now, const tvpass_event *event) {
  return tvpass_link_device_handle(&tv->flow.link_device, &tv->settings.app, &tv->installation, now, event, NULL);
}

static tvpass_result write_link(television *tv, tvpass_buffer buffer) {
  return tvpass_link_device_step(&tv->flow.link_device, &tv->settings.app, &tv->installation, buffer, &tv->step, NULL);
}

/* Nothing tells this device that the code was used, and it stays good without the flow. A box with a remote control says SHOWN,
 * and FINISHED when the viewer does. */
static tvpass_event ask_for_link(television *tv) {
  switch (tv->step.kind) {
    case TVPASS_STEP_KIND_SHOW_LINK_CODE:
      television_tell_text(tv, "Link code", &tv->step.content.link_code.code);
      return television_event(TVPASS_EVENT_KIND_FINISHED);
    case TVPASS_STEP_KIND_TOKEN_RENEWED:
      return keep_renewed(tv);
    default:
      return television_event(TVPASS_EVENT_KIND_NEW_CODE);
  }
}

static void end_link(television *tv) {
  if (tv->step.kind == TVPASS_STEP_KIND_WITHOUT_SINGLE_SIGN_ON) {
    household_tell_without(household_of(tv));
  }
}

const television_flow household_link = {begin_link, handle_link, write_link, ask_for_link, end_link};

static tvpass_result begin_list(television *tv) {
  household *of = household_of(tv);
  return tvpass_list_devices_init(&tv->flow.list_devices, &of->kept, of->identifier, NULL);
}

static tvpass_result handle_list(television *tv, const tvpass_now *now, const tvpass_event *event) {
  return tvpass_list_devices_handle(&tv->flow.list_devices, &tv->settings.app, &tv->installation, now, event, NULL);
}

static tvpass_result write_list(television *tv, tvpass_buffer buffer) {
  return tvpass_list_devices_step(&tv->flow.list_devices, &tv->settings.app, &tv->installation, buffer, &tv->step, NULL);
}

/* Notes the id, which goes out again byte for byte. */
static void note_own(household *of, const tvpass_linked_device *device) {
  tvpass_string id = {(const char *)of->device_text, 0};
  const tvpass_buffer buffer = television_buffer(of->device_text, sizeof of->device_text);
  if (tvpass_text_copy(&device->id, buffer, &id.length, NULL) == TVPASS_RESULT_OK) {
    of->device = id;
  }
}

static void tell_devices(household *of) {
  const tvpass_string own = of->tv.settings.app.headers.values[TVPASS_HEADER_AP_DEVICE_IDENTIFIER];
  tvpass_linked_device_cursor cursor;
  tvpass_linked_device device;
  tvpass_result result = tvpass_linked_devices_begin(&of->tv.step.content.linked_devices, &cursor);
  while (result == TVPASS_RESULT_OK && (result = tvpass_linked_devices_next(&cursor, &device)) == TVPASS_RESULT_OK) {
    const int is_own = tvpass_linked_device_is_own(&device, own);
    television_tell_text(&of->tv, is_own ? "This device" : "Another device", &device.model);
    if (is_own) {
      note_own(of, &device);
    }
  }
}

static void end_list(television *tv) {
  if (tv->step.kind == TVPASS_STEP_KIND_DEVICES_LISTED) {
    tell_devices(household_of(tv));
  } else {
    household_tell_without(household_of(tv));
  }
}

const television_flow household_list = {begin_list, handle_list, write_list, keep_renewed, end_list};

static tvpass_result begin_leave(television *tv) {
  household *of = household_of(tv);
  return tvpass_unlink_devices_init(&tv->flow.unlink_devices, &of->device, 1, &of->kept, of->identifier, NULL);
}

static tvpass_result handle_leave(television *tv, const tvpass_now *now, const tvpass_event *event) {
  return tvpass_unlink_devices_handle(&tv->flow.unlink_devices, &tv->settings.app, &tv->installation, now, event, NULL);
}

static tvpass_result write_leave(television *tv, tvpass_buffer buffer) {
  return tvpass_unlink_devices_step(&tv->flow.unlink_devices, &tv->settings.app, &tv->installation, buffer, &tv->step,
                                    NULL);
}

static void end_leave(television *tv) {
  if (tv->step.kind == TVPASS_STEP_KIND_WITHOUT_SINGLE_SIGN_ON) {
    household_tell_without(household_of(tv));
  } else if (tv->step.content.unlinked.is_own) {
    household_forget(household_of(tv));
    television_tell(tv, "This device is out", television_text(NULL));
  }
}

const television_flow household_leave = {begin_leave, handle_leave, write_leave, keep_renewed, end_leave};
