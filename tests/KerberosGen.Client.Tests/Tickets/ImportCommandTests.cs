using System.Net;
using KerberosGen.Packets;
using KerberosGen.Storage;

namespace KerberosGen.Client.Tests.Tickets;

/// <summary><c>client import</c> for a program. What it does for a person is tested beside the KDC that writes the file.</summary>
public sealed class ImportCommandTests
{
    [Fact]
    public async Task An_import_is_said_in_JSON_and_where_the_password_is_on_standard_error()
    {
        await using var site = new AppSite();
        var id = PrincipalId.Parse("4e43ae195f4d43b799ce2cca77178cfb");
        string file = site.FileOf("admin", "ann.json");
        EnrolmentFile.Create(file, new ClientEnrolment(new PrincipalName("ann"), id, [IPEndPoint.Parse("192.0.2.1:8000"), IPEndPoint.Parse("[2001:db8::1]:8001")], new Password("qwer1234")));
        AppProcess import = site.Start("client", "ann", "import", file, "--json");
        Assert.True(await import.ExitAsync() == 0, import.Errors.Text);
        Assert.Equal("{\"id\":\"4e43ae195f4d43b799ce2cca77178cfb\",\"name\":\"ann\",\"kdcs\":[\"192.0.2.1:8000\",\"[2001:db8::1]:8001\"],\"has_password\":true}", import.Output.Text);
        Assert.StartsWith($"The password is in {file}, ", import.Errors.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("qwer1234", site.EverythingSaid, StringComparison.Ordinal);
        Assert.Equal(new MeInfo(new PrincipalName("ann"), id), MeInfoFile.Read(site.DirectoryOf("ann")));
    }
}
