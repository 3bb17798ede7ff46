// swift-tools-version: 6.0
import Foundation
import PackageDescription

// A package for Apple's platforms carries the library as an XCFramework (`cargo xtask package swift`). Without one, as in
// this repository, the library is the one that Cargo built, found with `-Xlinker -L`; only there are the shared vectors and
// the services that tests need.
let framework = "TVPassFFI.xcframework"
let isPackaged = FileManager.default.fileExists(atPath: Context.packageDirectory + "/" + framework)

let ofRepository: [Target] = [
    .systemLibrary(name: "TVPassFFI"),
    .executableTarget(name: "Overhead", dependencies: ["TVPass"], path: "Overhead"),
    .executableTarget(name: "Flows", dependencies: ["TVPass"], path: "Flows"),
    .testTarget(name: "TVPassTests", dependencies: ["TVPass", "TVPassAccessEnabler"]),
]

let package = Package(
    name: "TVPass",
    platforms: [.iOS(.v15), .tvOS(.v15), .macOS(.v12)],
    products: [
        .library(name: "TVPass", targets: ["TVPass"]),
        // The shape of an AccessEnabler SDK, for applications that come from one.
        .library(name: "TVPassAccessEnabler", targets: ["TVPassAccessEnabler"]),
    ],
    targets: [
        .target(name: "TVPass", dependencies: ["TVPassFFI"], resources: [.copy("PrivacyInfo.xcprivacy")]),
        .target(name: "TVPassAccessEnabler", dependencies: ["TVPass"]),
    ] + (isPackaged ? [.binaryTarget(name: "TVPassFFI", path: framework)] : ofRepository),
    swiftLanguageModes: [.v6]
)
