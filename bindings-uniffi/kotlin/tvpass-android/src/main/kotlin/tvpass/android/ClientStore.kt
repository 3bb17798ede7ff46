package tvpass.android

import android.content.Context
import android.util.Base64
import tvpass.Redacted
import tvpass.SecretBytes

/**
 * Keeps what a client saves in the application's private preferences. Leave the file out of backups: what it holds belongs
 * to this device.
 */
class ClientStore(context: Context, name: String = "tvpass") {
    private val preferences = context.getSharedPreferences(name, Context.MODE_PRIVATE)

    /** What was saved, if anything. */
    fun load(): SecretBytes? = preferences.getString(CLIENT, null)?.let { Redacted(Base64.decode(it, Base64.NO_WRAP)) }

    /** Keeps `saved` in the place of what was saved before. */
    fun save(saved: SecretBytes) {
        preferences.edit().putString(CLIENT, Base64.encodeToString(saved.reveal(), Base64.NO_WRAP)).apply()
    }

    private companion object {
        const val CLIENT = "client"
    }
}
