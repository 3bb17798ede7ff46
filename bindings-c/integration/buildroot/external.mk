include $(sort $(wildcard $(BR2_EXTERNAL_TVPASS_PATH)/*/*.mk))
