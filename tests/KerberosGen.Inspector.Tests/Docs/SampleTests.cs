using Xunit;

namespace KerberosGen.Inspector.Tests;

/// <summary>The files that the inspector's pages work with. <c>KERBEROSGEN_UPDATE_SNAPSHOTS=1</c> writes them anew.</summary>
public sealed class SampleTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("inspector-samples-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public void The_pages_samples_are_what_the_roles_write()
    {
        SampleSite.Write(_folder);

        foreach (FileInfo file in _folder.EnumerateFiles())
        {
            string kept = Path.Combine(DocumentedPage.Samples, file.Name);
            if (DocumentedPage.IsUpdating)
                file.CopyTo(kept, overwrite: true);
            Assert.Equal(File.ReadAllBytes(file.FullName), File.ReadAllBytes(kept));
        }
    }
}
