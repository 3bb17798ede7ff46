// swift-tools-version: 6.0
import PackageDescription

// The published package lies unpacked in the folder TVPass. Linux cannot load its XCFramework, and takes the header out of it
// and the library of another build.
let package = Package(
    name: "Television",
    targets: [
        .systemLibrary(name: "TVPassFFI", path: "TVPass/TVPassFFI.xcframework/ios-arm64/Headers"),
        .target(
            name: "TVPass", dependencies: ["TVPassFFI"], path: "TVPass/Sources/TVPass",
            resources: [.copy("PrivacyInfo.xcprivacy")]),
        .executableTarget(name: "Television", dependencies: ["TVPass"]),
    ],
    swiftLanguageModes: [.v6]
)
