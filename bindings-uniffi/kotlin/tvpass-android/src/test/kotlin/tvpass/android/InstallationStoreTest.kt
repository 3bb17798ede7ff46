package tvpass.android

import android.content.ContextWrapper
import java.io.File
import java.io.IOException
import kotlinx.coroutines.runBlocking
import org.junit.jupiter.api.Assertions.assertArrayEquals
import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Assertions.assertFalse
import org.junit.jupiter.api.Assertions.assertNull
import org.junit.jupiter.api.BeforeEach
import org.junit.jupiter.api.Test
import org.junit.jupiter.api.assertThrows
import org.junit.jupiter.api.io.TempDir
import tvpass.Redacted
import tvpass.SecretBytes

/** The saved installation outlives the process, and neither the device nor its key. */
class InstallationStoreTest {
    @TempDir
    lateinit var folder: File

    private val context = object : ContextWrapper(null) {
        override fun getNoBackupFilesDir() = folder
    }

    private val saved = Redacted("credentials of an installation".toByteArray())

    private fun files() = folder.listFiles().orEmpty().toList()

    private fun assertHolds(expected: SecretBytes, store: InstallationStore) =
        assertArrayEquals(expected.reveal(), store.load()!!.reveal())

    @BeforeEach
    fun begin() = FakeKeystore.begin()

    @Test
    fun `the last state is there after a restart`() = runBlocking {
        val store = InstallationStore(context)
        assertNull(store.load())
        store.save(Redacted("before".toByteArray()))
        store.save(saved)
        assertHolds(saved, InstallationStore(context))
        assertEquals(1, files().size)
    }

    @Test
    fun `a service token is kept and erased beside it`() = runBlocking {
        val (store, tokens) = InstallationStore(context) to InstallationStore(context, "tvpass.token")
        val token = Redacted("token".toByteArray())
        store.save(saved)
        tokens.keep(token)
        assertHolds(token, tokens)
        tokens.keep(null)
        tokens.keep(null)
        assertNull(tokens.load())
        assertHolds(saved, store)
    }

    @Test
    fun `the file does not show what it holds and no two are alike`() = runBlocking {
        val store = InstallationStore(context)
        val contents = List(2) {
            store.save(saved)
            files().single().readBytes()
        }
        assertFalse("credentials" in contents[0].decodeToString())
        assertFalse(contents[0].contentEquals(contents[1]))
    }

    @Test
    fun `a file that this device's key did not seal holds nothing`() = runBlocking {
        val store = InstallationStore(context)
        store.save(saved)
        val whole = files().single().readBytes()
        for (damaged in listOf(ByteArray(0), whole.copyOf(whole.size - 1), whole.clone().also { it[20] = (it[20] + 1).toByte() })) {
            files().single().writeBytes(damaged)
            assertNull(store.load())
        }
        files().single().writeBytes(whole)
        assertHolds(saved, store)
        FakeKeystore.made.clear()
        assertNull(store.load())
        store.save(saved)
        assertHolds(saved, store)
    }

    @Test
    fun `a Keystore that refuses is no empty store`(): Unit = runBlocking {
        val store = InstallationStore(context)
        store.save(saved)
        FakeKeystore.refuses = true
        assertThrows<IOException> { store.load() }
        assertThrows<IOException> { runBlocking { store.save(saved) } }
        FakeKeystore.refuses = false
        assertHolds(saved, store)
    }
}
