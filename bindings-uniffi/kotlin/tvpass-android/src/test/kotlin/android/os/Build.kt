package android.os

/** The device as Android tells of it, of which the JVM has nothing: this one is a Fire TV. */
class Build private constructor() {
    /** The system's version. */
    class VERSION private constructor() {
        companion object {
            @JvmField
            val RELEASE = "7.1.2"
        }
    }

    companion object {
        @JvmField
        val MODEL = "AFTMM"

        @JvmField
        val DEVICE = "mantis"

        @JvmField
        val MANUFACTURER = "Amazon"

        @JvmField
        val BRAND = "Amazon"
    }
}
