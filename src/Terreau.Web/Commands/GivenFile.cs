using System.Text.Json;
using Microsoft.Extensions.Logging.Abstractions;
using Terreau.Web.Hosting;
using Terreau.Web.Imports.Pipeline;
using Terreau.Web.Working;

namespace Terreau.Web.Commands;

/// <summary>A file as the operator names it.</summary>
internal static class GivenFile
{
    private const int Deepest = 32;

    /// <summary>Who reads a file before there is a territory to bring it to.</summary>
    public static Workers Workers() => new(WorkerStart.Own, NullLogger<Workers>.Instance);

    /// <exception cref="StartException">It is missing, or too large.</exception>
    public static Task<byte[]> BytesAsync(string path, CancellationToken cancel)
    {
        if (!File.Exists(path)) throw new StartException($"Le fichier « {path} » n’existe pas.");
        return new FileInfo(path).Length <= TableFile.MaxBytes
            ? File.ReadAllBytesAsync(path, cancel)
            : throw new StartException($"Ce fichier pèse plus de {TableFile.MaxBytes / 1_000_000} Mo : coupez-le en plusieurs.");
    }

    /// <exception cref="StartException">It is missing, too large, or no JSON.</exception>
    public static async Task<JsonElement> JsonAsync(string path, CancellationToken cancel)
    {
        var content = await BytesAsync(path, cancel);
        try
        {
            var form = new JsonDocumentOptions { MaxDepth = Deepest };
            using var document = await JsonDocument.ParseAsync(new MemoryStream(content), form, cancel);
            return document.RootElement.Clone();
        }
        catch (JsonException fault)
        {
            throw new StartException($"« {Path.GetFileName(path)} » a une faute de JSON à la ligne {fault.LineNumber + 1}.");
        }
    }
}
