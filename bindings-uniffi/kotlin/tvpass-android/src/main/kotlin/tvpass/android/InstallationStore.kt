package tvpass.android

import android.content.Context
import android.util.Base64
import java.io.IOException
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.withContext
import tvpass.Redacted
import tvpass.SecretBytes

/**
 * Keeps what an installation saves in the application's private preferences; a service token is kept by a name of its own. Leave the file out of backups: what it holds belongs
 * to this device.
 */
class InstallationStore(context: Context, name: String = "tvpass") {
    private val preferences = context.getSharedPreferences(name, Context.MODE_PRIVATE)

    /** The saved state, if there is one. */
    fun load(): SecretBytes? = preferences.getString(INSTALLATION, null)?.let { Redacted(Base64.decode(it, Base64.NO_WRAP)) }

    /**
     * Keeps `saved` in the place of what was saved before, and returns when it is kept.
     *
     * @throws IOException if the preferences cannot be written.
     */
    suspend fun save(saved: SecretBytes): Unit = keep(saved)

    /** The same, or erases what was saved before if there is nothing, as a driver's `saveServiceToken` has it. */
    suspend fun keep(saved: SecretBytes?): Unit = withContext(Dispatchers.IO) {
        val text = saved?.let { Base64.encodeToString(it.reveal(), Base64.NO_WRAP) }
        if (!preferences.edit().putString(INSTALLATION, text).commit()) throw IOException("the preferences cannot be written")
    }

    private companion object {
        const val INSTALLATION = "installation"
    }
}
