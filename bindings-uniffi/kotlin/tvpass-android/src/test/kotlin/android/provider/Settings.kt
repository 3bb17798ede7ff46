package android.provider

import android.content.ContentResolver

/** Android's settings; a test says which id the user has on this device. */
class Settings private constructor() {
    class Secure private constructor() {
        companion object {
            const val ANDROID_ID = "android_id"

            var androidId: String? = null

            @JvmStatic
            fun getString(resolver: ContentResolver?, name: String): String? = androidId.takeIf { name == ANDROID_ID }
        }
    }
}
