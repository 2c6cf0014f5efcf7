namespace KerberosGen.Client.Tests;

/// <summary>The tests of the window share a KDC and rooms.</summary>
[CollectionDefinition(nameof(WindowCollection))]
public sealed class WindowCollection : ICollectionFixture<WindowSite>;
