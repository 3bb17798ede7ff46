package tvpass

/** A value that no log may show: it prints `[redacted]` and gives itself only when asked by name. */
class Redacted<T : Any>(private val value: T) {
    /** The value itself, for the wire or for storage. */
    fun reveal(): T = value

    override fun equals(other: Any?): Boolean {
        val theirs = (other as? Redacted<*>)?.value ?: return false
        return if (value is ByteArray && theirs is ByteArray) value.contentEquals(theirs) else value == theirs
    }

    override fun hashCode(): Int = if (value is ByteArray) value.contentHashCode() else value.hashCode()

    override fun toString(): String = "[redacted]"
}
