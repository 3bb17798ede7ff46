package tvpass.android

import android.security.keystore.KeyGenParameterSpec
import android.security.keystore.KeyProperties
import java.security.InvalidKeyException
import java.security.Key
import java.security.KeyStore
import javax.crypto.AEADBadTagException
import javax.crypto.Cipher
import javax.crypto.KeyGenerator
import javax.crypto.spec.GCMParameterSpec

/** Seals bytes with a key that never leaves the device's Keystore. */
internal class KeystoreSeal(private val alias: String) {
    fun seal(bytes: ByteArray): ByteArray {
        val cipher = Cipher.getInstance(TRANSFORMATION)
        cipher.init(Cipher.ENCRYPT_MODE, key() ?: newKey())
        return cipher.iv + cipher.doFinal(bytes)
    }

    /** The bytes, or nothing where this device's key did not seal them. */
    fun open(sealed: ByteArray): ByteArray? {
        val key = key() ?: return null
        if (sealed.size < NONCE_BYTES) return null
        val cipher = Cipher.getInstance(TRANSFORMATION)
        return try {
            cipher.init(Cipher.DECRYPT_MODE, key, GCMParameterSpec(TAG_BITS, sealed, 0, NONCE_BYTES))
            cipher.doFinal(sealed, NONCE_BYTES, sealed.size - NONCE_BYTES)
        } catch (_: InvalidKeyException) {
            null
        } catch (_: AEADBadTagException) {
            null
        }
    }

    private fun key(): Key? = KeyStore.getInstance(KEYSTORE).apply { load(null) }.getKey(alias, null)

    private fun newKey(): Key {
        val uses = KeyProperties.PURPOSE_ENCRYPT or KeyProperties.PURPOSE_DECRYPT
        val key = KeyGenParameterSpec.Builder(alias, uses)
            .setBlockModes(KeyProperties.BLOCK_MODE_GCM)
            .setEncryptionPaddings(KeyProperties.ENCRYPTION_PADDING_NONE)
            .build()
        return KeyGenerator.getInstance(KeyProperties.KEY_ALGORITHM_AES, KEYSTORE).apply { init(key) }.generateKey()
    }

    private companion object {
        const val KEYSTORE = "AndroidKeyStore"
        const val TRANSFORMATION = "AES/GCM/NoPadding"
        const val NONCE_BYTES = 12
        const val TAG_BITS = 128
    }
}
