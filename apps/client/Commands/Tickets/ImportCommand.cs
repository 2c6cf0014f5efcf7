using System.CommandLine;
using System.Text.Json;
using KerberosGen.Cli;
using KerberosGen.Codec;
using KerberosGen.Storage;

namespace KerberosGen.Client;

/// <summary><c>client import FILE</c>: takes over what an administrator enrolled: from then on the directory is that client's, as if it had registered.</summary>
internal static class ImportCommand
{
    public static Command Create(ClientOptions options)
    {
        Argument<FileInfo> file = new("file") { Description = "What 'kdc principals add' wrote." };
        var command = new Command("import", "Take over the identity that an administrator enrolled, without registering.") { file, options.Json };
        command.SetAction(parsed => Run(parsed.GetValue(file)!.FullName, parsed.GetValue(options.Data)!.FullName, parsed.GetValue(options.Json)));
        return command;
    }

    private static int Run(string file, string directory, bool isJson)
    {
        Enrolment enrolment = EnrolmentFile.Read(file);
        string name = DisplayText.Quote(enrolment.Name.Utf8);
        if (enrolment is not ClientEnrolment client)
            throw new InvalidOperationException($"{file}: it enrols the room {name}, not a client: 'room import' reads it.");
        Directory.CreateDirectory(directory);
        // Whose directory it is comes first: another's KDC stays too.
        MeInfoFile.Write(directory, new MeInfo(client.Name, client.Id));
        SrvInfoFile.Write(directory, client.Kdcs);
        var row = new ImportedRow(client.Id.ToString(), client.Name.ToString(), [.. client.Kdcs.Select(static kdc => kdc.ToString())], client.Password is not null);
        Console.WriteLine(isJson
            ? JsonSerializer.Serialize(row, ClientJson.Default.ImportedRow)
            : $"{directory} is {name} now, as {row.Id}, with the KDC at {string.Join(", ", row.Kdcs)}");
        if (row.HasPassword)
            Console.Error.WriteLine($"The password is in {file}, under \"password\". Put it where only its owner finds it, then remove the file.");
        return ExitCodes.Ok;
    }
}
