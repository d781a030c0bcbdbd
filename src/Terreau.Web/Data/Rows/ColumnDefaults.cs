using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Microsoft.EntityFrameworkCore.Metadata.Conventions;
using Microsoft.EntityFrameworkCore.Storage;

namespace Terreau.Web.Data.Rows;

/// <summary>
/// What the rows that are already there hold in a column that comes later: an empty list, or the first member of an enum. Without it
/// SQLite fills such a column with an empty text, which is neither, and PostgreSQL refuses the column.
/// </summary>
internal sealed class ColumnDefaults(IRelationalTypeMappingSource mappings) : IModelFinalizingConvention
{
    public void ProcessModelFinalizing(IConventionModelBuilder model, IConventionContext<IConventionModelBuilder> context)
    {
        foreach (var property in model.Metadata.GetEntityTypes().SelectMany(kind => kind.GetDeclaredProperties()))
        {
            if (property.IsNullable || property.GetDefaultValueSql() is not null || property.TryGetDefaultValue(out _)) continue;
            if (!property.ClrType.IsEnum && !typeof(System.Collections.ICollection).IsAssignableFrom(property.ClrType)) continue;
            if (property.ClrType.IsArray || mappings.FindMapping((IProperty)property) is not { } mapping) continue;
            // New rows say their own value: the default is for those that were there before.
            property.SetValueGenerated(ValueGenerated.Never, fromDataAnnotation: true);
            property.SetDefaultValueSql(mapping.GenerateSqlLiteral(Activator.CreateInstance(property.ClrType)));
        }
    }
}
