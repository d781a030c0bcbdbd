using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Microsoft.EntityFrameworkCore.Metadata.Conventions;
using Microsoft.EntityFrameworkCore.Storage;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace Terreau.Web.Data.Rows;

/// <summary>
/// Lists of texts in a column of JSON, as SQLite keeps them. Most lists of most rows are empty, and the provider reads and writes even
/// that by way of JSON: it was a third of the time of reading sheets.
/// </summary>
internal sealed class ListText(IRelationalTypeMappingSource mappings) : IModelFinalizingConvention
{
    public void ProcessModelFinalizing(IConventionModelBuilder model, IConventionContext<IConventionModelBuilder> context)
    {
        var lists = model.Metadata.GetEntityTypes().SelectMany(kind => kind.GetDeclaredProperties())
            .Where(property => property.IsPrimitiveCollection && property.ClrType == typeof(List<string>));
        foreach (var property in lists)
        {
            // All but the conversion stays as the provider has it, so that queries look into lists as before.
            if (mappings.FindMapping((IProperty)property) is not { Converter: { } json } usual) continue;
            var text = mappings.FindMapping(typeof(string), usual.StoreType)!;
            property.SetTypeMapping(text.WithComposedConverter(
                new Converter(json), usual.Comparer, usual.KeyComparer, usual.ElementTypeMapping, usual.JsonValueReaderWriter));
        }
    }

    private sealed class Converter(ValueConverter json) : ValueConverter<List<string>, string>(
        list => list.Count == 0 ? "[]" : (string)json.ConvertToProvider(list)!,
        text => text.Length == 0 || text == "[]" ? new List<string>() : (List<string>)json.ConvertFromProvider(text)!);
}
