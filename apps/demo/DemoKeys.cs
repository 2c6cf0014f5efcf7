using System.Text;
using KerberosGen.Protocol;

namespace KerberosGen.Demo;

/// <summary>Leaves the demo's keys beside its capture, in a file that its owner alone can read, for the inspector.</summary>
internal static class DemoKeys
{
    public static void Write(string file, DemoSession session)
    {
        var text = new StringBuilder("# Made up for the demo. With these the inspector opens everything in the capture.\n");
        foreach (DemoMember member in session.Members)
            text.Append("password: ").Append(member.Password).Append('\n');
        foreach (RoomIdentity room in session.Rooms)
            text.Append("Service: ").Append(Convert.ToHexStringLower(room.Key.Bytes)).Append('\n');
        File.Delete(file);
        using FileStream stream = OperatingSystem.IsWindows()
            ? File.Create(file)
            : new FileStream(file, new FileStreamOptions
            {
                Mode = FileMode.CreateNew,
                Access = FileAccess.Write,
                UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite,
            });
        stream.Write(Encoding.UTF8.GetBytes(text.ToString()));
    }
}
