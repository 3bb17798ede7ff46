package tvpass

import java.io.File
import kotlin.reflect.KClass
import kotlinx.serialization.json.jsonArray
import kotlinx.serialization.json.jsonPrimitive
import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Assertions.assertTrue
import org.junit.jupiter.api.DynamicTest.dynamicTest
import org.junit.jupiter.api.Test
import org.junit.jupiter.api.TestFactory
import org.junit.jupiter.api.assertThrows

/** `json/`, `errors.tsv` and `enumerations.json`. */
class JsonTest {
    @TestFactory
    fun `texts of the grammar are accepted`() =
        Vectors.files("json/accept").map { file ->
            dynamicTest(file.name) { checkJson(Redacted(file.readBytes())) }
        }

    @TestFactory
    fun `texts outside the grammar are refused at their place`() = rows("json/refuse.tsv").map { (name, kind, offset) ->
        dynamicTest(name) {
            val text = File(Vectors.folder, "json/refuse/$name").readBytes()
            val refused = assertThrows<TvpassException> { checkJson(Redacted(text)) }
            val error = (refused.reason as Reason.Json).error
            assertEquals(kind to offset.toUInt(), error.kind.name.lowercase() to error.offset)
        }
    }

    @Test
    fun `every code of the catalogue is known by its name`() {
        assertEquals(rows("errors.tsv").map { it.first() }.toSet(), ErrorCode.entries.map { it.wire() }.toSet())
    }

    // The two whose type is called by what it is, not by the field it stands in.
    private val named = mapOf("dcrError" to DcrErrorCode::class, "primaryHardwareType" to HardwareType::class)

    @TestFactory
    fun `every known value of an enumeration has a variant`() =
        Vectors.parse(File(Vectors.folder, "enumerations.json")).map { (name, texts) ->
            dynamicTest(name) {
                val type: KClass<*> = named[name] ?: Class.forName("tvpass." + name.replaceFirstChar(Char::uppercase)).kotlin
                val known = type.sealedSubclasses.mapNotNull { it.objectInstance }.map { wire(it) }
                assertEquals(texts.jsonArray.map { it.jsonPrimitive.content }.toSet(), known.toSet())
                assertEquals("of tomorrow", wire(variant(type, "of tomorrow")))
            }
        }

    private fun rows(name: String) = File(Vectors.folder, name).readLines().drop(1).map { it.split("\t") }
        .also { assertTrue(it.isNotEmpty(), name) }
}
