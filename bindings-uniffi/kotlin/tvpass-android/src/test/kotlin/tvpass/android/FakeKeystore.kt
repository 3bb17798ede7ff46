package tvpass.android

import android.security.keystore.KeyGenParameterSpec
import java.io.InputStream
import java.io.OutputStream
import java.security.Key
import java.security.KeyStoreException
import java.security.KeyStoreSpi
import java.security.Provider
import java.security.SecureRandom
import java.security.Security
import java.security.UnrecoverableKeyException
import java.security.cert.Certificate
import java.security.spec.AlgorithmParameterSpec
import java.util.Collections
import java.util.Date
import java.util.Enumeration
import javax.crypto.KeyGenerator
import javax.crypto.KeyGeneratorSpi
import javax.crypto.SecretKey

/** Android's Keystore on the JVM: keys in memory, found by the names that Android has for them. */
object FakeKeystore : Provider("AndroidKeyStore", "1.0", "keys in memory, for tests") {
    private fun readResolve(): Any = FakeKeystore

    val made = mutableMapOf<String, SecretKey>()
    var refuses = false

    init {
        put("KeyStore.AndroidKeyStore", Keys::class.java.name)
        put("KeyGenerator.AES", Generator::class.java.name)
    }

    /** Another device: it has the provider, and no key. */
    fun begin() {
        if (Security.getProvider(name) == null) Security.addProvider(this)
        made.clear()
        refuses = false
    }

    class Generator : KeyGeneratorSpi() {
        private lateinit var wanted: KeyGenParameterSpec

        override fun engineInit(parameters: AlgorithmParameterSpec, random: SecureRandom?) {
            wanted = parameters as KeyGenParameterSpec
        }

        override fun engineInit(random: SecureRandom?): Unit = throw UnsupportedOperationException()

        override fun engineInit(bits: Int, random: SecureRandom?): Unit = throw UnsupportedOperationException()

        override fun engineGenerateKey(): SecretKey {
            check(wanted.blockModes.toList() == listOf("GCM") && wanted.encryptionPaddings.toList() == listOf("NoPadding"))
            return KeyGenerator.getInstance("AES", "SunJCE").generateKey().also { made[wanted.keystoreAlias] = it }
        }
    }

    class Keys : KeyStoreSpi() {
        override fun engineGetKey(alias: String, password: CharArray?): Key? =
            if (refuses) throw UnrecoverableKeyException("the Keystore refuses") else made[alias]

        override fun engineLoad(stream: InputStream?, password: CharArray?) {}

        override fun engineAliases(): Enumeration<String> = Collections.enumeration(made.keys)

        override fun engineContainsAlias(alias: String) = alias in made

        override fun engineSize() = made.size

        override fun engineIsKeyEntry(alias: String) = alias in made

        override fun engineIsCertificateEntry(alias: String) = false

        override fun engineGetCertificateChain(alias: String): Array<Certificate>? = null

        override fun engineGetCertificate(alias: String): Certificate? = null

        override fun engineGetCertificateAlias(certificate: Certificate?): String? = null

        override fun engineGetCreationDate(alias: String): Date? = null

        override fun engineDeleteEntry(alias: String) {
            made.remove(alias)
        }

        override fun engineSetKeyEntry(alias: String, key: Key?, password: CharArray?, chain: Array<Certificate>?): Unit =
            throw KeyStoreException("not made here")

        override fun engineSetKeyEntry(alias: String, key: ByteArray?, chain: Array<Certificate>?): Unit =
            throw KeyStoreException("not made here")

        override fun engineSetCertificateEntry(alias: String, certificate: Certificate?): Unit =
            throw KeyStoreException("not made here")

        override fun engineStore(stream: OutputStream?, password: CharArray?): Unit = throw UnsupportedOperationException()
    }
}
