package android.os

/** Android's properties of the system, of which the JVM has none: each is what its reader takes it for. */
class SystemProperties private constructor() {
    companion object {
        @JvmStatic
        fun getInt(name: String, otherwise: Int): Int = otherwise
    }
}
