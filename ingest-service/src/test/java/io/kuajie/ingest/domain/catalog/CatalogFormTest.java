package io.kuajie.ingest.domain.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.json.JsonMapper;
import io.kuajie.ingest.domain.form.Form;
import io.kuajie.kernel.Money;
import io.kuajie.kernel.PartnerId;
import java.io.IOException;
import org.junit.jupiter.api.Test;

final class CatalogFormTest {
    private static final PartnerId BLOSSOM = new PartnerId("blossom");

    @Test
    void parse_wholeItem_isRead() throws IOException {
        // When
        Form<CatalogEntry> form = parse("""
                {'title':'柔雾口红','titles':{'en':'Soft lipstick'},'category':'lips','tags':['red'],'brand':'花间',
                 'price':{'minorUnits':12900,'currency':'CNY'},'margin':0.35,'stock':3,'image':'/i/1.png','link':'https://b.cn/1',
                 'text':'...','attributes':{'shade':'12'}}""");
        // Then
        assertThat(form).isInstanceOfSatisfying(Form.Valid.class, valid -> {
            CatalogEntry entry = (CatalogEntry) valid.value();
            assertThat(entry.key()).hasToString("blossom:lip-1");
            assertThat(entry.kind()).isEqualTo("product");
            assertThat(entry.margin()).isEqualTo(0.35);
            assertThat(entry.price()).isEqualTo(new Money(12_900, "CNY"));
            assertThat(entry.titleByLocale()).containsEntry("en", "Soft lipstick");
        });
    }

    @Test
    void parse_manyFaults_areAllNamed() throws IOException {
        // When
        Form<CatalogEntry> form = parse("""
                {'title':' ','tags':'red','price':{'minorUnits':-1,'currency':'CNY'},'margin':35,'stock':-3,
                 'link':'javascript:alert(1)','attributes':{'a':[]}}""");
        // Then
        assertThat(form)
                .isInstanceOfSatisfying(
                        Form.Invalid.class,
                        invalid -> assertThat(((Form.Invalid<?>) invalid).faults())
                                .extracting(Form.Fault::field)
                                .containsExactly(
                                        "title",
                                        "tags",
                                        "price.minorUnits",
                                        "margin",
                                        "stock",
                                        "link",
                                        "attributes.a"));
    }

    private static Form<CatalogEntry> parse(String json) throws IOException {
        return CatalogForm.parse(BLOSSOM, "lip-1", JsonMapper.builder().build().readTree(json.replace('\'', '"')), "");
    }
}
