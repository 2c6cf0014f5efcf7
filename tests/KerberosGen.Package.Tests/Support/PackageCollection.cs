namespace KerberosGen.Package.Tests;

/// <summary>The tests that share one feed.</summary>
[CollectionDefinition(Name)]
public sealed class PackageCollection : ICollectionFixture<PackageFeed>
{
    public const string Name = "packages";
}
