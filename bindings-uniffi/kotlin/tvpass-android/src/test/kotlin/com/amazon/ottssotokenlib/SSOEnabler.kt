package com.amazon.ottssotokenlib

import android.content.Context
import android.os.Bundle

/** Amazon's library, as a Fire TV brings it; a test says what the companion application answers. */
class SSOEnabler private constructor() {
    fun setSSOTokenTimeout(millis: Long) {
        timeout = millis
    }

    fun getSSOTokenSync(): Bundle? {
        asked = Thread.currentThread()
        return answer()
    }

    companion object {
        var answer: () -> Bundle? = { null }
        var asked: Thread? = null
        var timeout = 0L

        private val only = SSOEnabler()

        @JvmStatic
        fun getInstance(context: Context): SSOEnabler = context.let { only }
    }
}
