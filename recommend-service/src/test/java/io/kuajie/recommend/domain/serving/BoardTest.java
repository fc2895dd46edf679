package io.kuajie.recommend.domain.serving;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class BoardTest {
    @Test
    void board_moreCandidatesThanItStartedWith_keepsAllEvidence() {
        // Given
        Board board = new Board();

        // When
        for (int item = 0; item < 5000; item++) {
            board.add(item * 7, 3);
            board.addTie(item * 7, 3, 0.25, 0);
            board.addTie(item * 7, 3, 0.5, 1);
            board.offerTaste(item * 7, 3, 0.3, 2);
        }

        // Then
        assertThat(board.size()).isEqualTo(5000);
        for (int place = 0; place < board.size(); place++) {
            assertThat(board.item(place)).isEqualTo(place * 7);
            assertThat(board.shelf(place)).isEqualTo(3);
            assertThat(board.tie(place)).isEqualTo(0.75);
            assertThat(board.tieAnchor(place)).isEqualTo(1);
            assertThat(board.tasteIndex(place)).isEqualTo(2);
        }
    }
}
