package tvpass.android

import android.content.Context
import java.io.File
import java.io.FileOutputStream
import java.io.IOException
import java.security.GeneralSecurityException
import java.security.ProviderException
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.withContext
import tvpass.Redacted
import tvpass.SecretBytes

/**
 * Keeps what an installation saves in a file of the application's, sealed with a key of the device's Keystore; a service token
 * is kept by a name of its own. No backup has the file: what it holds belongs to this device.
 */
class InstallationStore(context: Context, name: String = "tvpass") {
    private val file = File(context.noBackupFilesDir, "$name.installation")
    private val seal = KeystoreSeal("tvpass.$name")

    /**
     * The saved state, if there is one. A file that this device's key did not seal holds none.
     *
     * @throws IOException if the file cannot be read or the Keystore refuses: then wait, since a new installation would register again.
     */
    @Throws(IOException::class)
    fun load(): SecretBytes? {
        if (!file.exists()) return null
        return unlessRefused { seal.open(file.readBytes()) }?.let { Redacted(it) }
    }

    /**
     * Keeps `saved` in the place of what was saved before, and returns when it is kept.
     *
     * @throws IOException if the file cannot be written or the Keystore refuses.
     */
    suspend fun save(saved: SecretBytes): Unit = keep(saved)

    /** The same, or erases what was saved before if there is nothing, as a driver's `saveServiceToken` has it. */
    suspend fun keep(saved: SecretBytes?): Unit = withContext(Dispatchers.IO) {
        if (saved != null) {
            replace(unlessRefused { seal.seal(saved.reveal()) })
        } else if (!file.delete() && file.exists()) {
            throw IOException("the file cannot be erased")
        }
    }

    /** Either the file before or the whole new one is there, whenever the device loses its power. */
    private fun replace(bytes: ByteArray) {
        val fresh = File(file.path + ".new")
        FileOutputStream(fresh).use {
            it.write(bytes)
            it.fd.sync()
        }
        if (!fresh.renameTo(file)) throw IOException("the file cannot be replaced")
    }

    private fun <T> unlessRefused(work: () -> T): T = try {
        work()
    } catch (refused: GeneralSecurityException) {
        throw IOException("the Keystore refuses", refused)
    } catch (refused: ProviderException) {
        throw IOException("the Keystore refuses", refused)
    }
}
