pluginManagement {
    repositories {
        google()
        mavenCentral()
        gradlePluginPortal()
    }
}

dependencyResolutionManagement {
    repositories {
        google()
        mavenCentral()
        // What `cargo xtask package kotlin` made.
        flatDir { dirs("../../target/package/kotlin") }
    }
}

rootProject.name = "tvpass-example"
include(":app")
