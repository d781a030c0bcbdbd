using System.Text;
using Terreau.Web.Hosting;

namespace Terreau.Web.Backups.Age;

/// <summary>
/// What opens an encrypted archive: of a file or of the environment, never an argument, which every user of a machine can read.
/// </summary>
internal sealed class Passphrase
{
    /// <summary>The setting that holds one.</summary>
    public const string Variable = "TERREAU_BACKUP_PASSPHRASE";

    /// <summary>An archive can be tried at leisure by who stole it: short ones are soon found.</summary>
    private const int Shortest = 16;

    private readonly byte[] text;

    private Passphrase(string text) => this.text = Encoding.UTF8.GetBytes(text);

    public ReadOnlySpan<byte> Bytes => text;

    /// <param name="file">Its first line is the phrase; null where none was named.</param>
    /// <param name="setting">The phrase itself; null where it is not set.</param>
    /// <returns>Null when neither is given.</returns>
    /// <exception cref="StartException">The file cannot be read, or the phrase is too short.</exception>
    public static Passphrase? Read(string? file, string? setting)
    {
        if (file is null) return setting is null ? null : Of(setting, Variable);
        try
        {
            using var reader = new StreamReader(file, Encoding.UTF8);
            return Of(reader.ReadLine() ?? "", $"le fichier « {file} »");
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new StartException($"Le fichier de la phrase secrète ne se lit pas : {error.Message}");
        }
    }

    private static Passphrase Of(string text, string where) => text.Length >= Shortest
        ? new Passphrase(text)
        : throw new StartException(
            $"La phrase secrète ({where}) a moins de {Shortest} caractères : prenez-en une plus longue, par exemple six mots au hasard.");
}
